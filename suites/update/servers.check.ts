import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { decode, encode } from '../../src/codec/index.js'
import { wrongProposals } from '../../src/mls/artefacts.js'
import { basicCredential, credentialIdentity } from '../../src/mls/credential.js'
import { externalProposal } from '../../src/mls/external-proposal.js'
import { generateSignatureKeys } from '../../src/mls/sign.js'
import { extensionData, withExtension } from '../../src/mls/wire/extensions.js'
import {
  type Credential,
  type Extension,
  ExternalSender,
  ExternalSenders,
  extensionTypes,
  type Proposal,
  proposalTypes,
} from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import type { HostedRoom, RoomFanout } from '../../src/peers/hosted-room.js'
import type { Peer } from '../../src/peers/peer.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, looking, type TwoPeers, twoPeers } from './rooms.js'

/** A provider's entry for the external senders, with its private key. */
function serverOf({ domain }: Peer) {
  const { publicKey: signature_key, privateKey } = generateSignatureKeys(1)
  return { entry: { signature_key, credential: basicCredential(`mimi://${domain}`) }, privateKey }
}

/** A room that lists the other peer's server, the second after the hub, and a user of that peer whose removal is accepted. */
async function listing(context: CheckContext) {
  const server = serverOf(context.other)
  const made = await twoPeers(context, { externalSenders: [server.entry] })
  const { room, adminClient, member, memberClient } = made
  await room.send(await adminClient.propose({ participants: { remove: [member] } })).accepted()
  const external = { privateKey: server.privateKey, senderIndex: 1 }
  const proposal: Proposal = { proposal_type: proposalTypes.remove, removed: memberClient.leaf ?? 0 }
  return { ...made, external, proposal, propose: () => byServer(room, external, proposal) }
}

function byServer(
  room: HostedRoom,
  external: Pick<Parameters<typeof externalProposal>[0], 'privateKey' | 'senderIndex'>,
  proposal: Proposal,
) {
  const { draft, suite, groupId, epoch } = room
  return externalProposal({ draft, suite, groupId, epoch, ...external, proposal })
}

/** Sends proposals as the member's provider. */
function handIn({ room, memberClient }: Pick<TwoPeers, 'room' | 'memberClient'>, message: Uint8Array) {
  return memberClient.propose({ renew: true }).then((form) => room.send(form.with({ messages: [message] })))
}

const { externalSignature, externalIndex, externalUpdate, externalEpoch, newcomerRemove } = wrongProposals

const proposing = [
  check({
    ...hosted,
    id: 'update.server-proposals',
    title: 'A proposal of a server is taken only with the signature of a key in the external senders list',
    requirements: ['MIMI-UPD-030'],
    fails: 'The hub takes a proposal signed by a key that is not in the list, or under an index that is not there.',
    async run(context) {
      const { refusesIn } = context
      const made = await listing(context)
      const { room, memberClient, external, proposal } = made
      const group = await memberClient.group()
      const answers: { what: string; answer: Answer }[] = []
      for (const artefact of [externalSignature, externalIndex, externalEpoch, externalUpdate, newcomerRemove]) {
        const message = await artefact.make({ device: memberClient.device.mls, group, proposal, external })
        const what = `a proposal from outside the group: ${artefact.what} (RFC 9420, ${artefact.section})`
        answers.push({ what, answer: await handIn(made, message) })
      }
      const valid = await handIn(made, made.propose())
      for (const { what, answer } of answers)
        await refusesIn(room, { what, malformed: () => Promise.resolve(answer), twin: () => Promise.resolve(valid) })
    },
  }),
  check({
    ...hosted,
    id: 'update.server-proposals.provider',
    title: "A listed server's proposal that another provider hands in is refused",
    requirements: ['MIMI-UPD-041'],
    fails: "The hub takes a server's proposal from a provider that it does not belong to (a warning).",
    async run(context) {
      const { refusesIn, peer } = context
      const made = await listing(context)
      const { room, memberClient } = made
      const twin = (await memberClient.propose({ renew: true })).with({ messages: [made.propose()] })
      await refusesIn(room, {
        what: "a proposal of another provider's server",
        malformed: () => room.send(twin, { via: peer }),
        twin,
        accepted: 'warn',
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.server-proposals.committed',
    title: 'A key counts among the external senders from the commit that lists it, not from the proposal',
    requirements: ['MIMI-UPD-035'],
    fails: 'The hub takes a proposal of a server whose listing is proposed, and not committed yet.',
    async run(context) {
      const { refusesIn, other } = context
      const made = await twoPeers(context)
      const { room, adminClient, memberClient, member } = made
      const { entry, privateKey } = serverOf(other)
      const listed = extensionsWith(room, [...sendersOf(room.context.extensions), entry])
      const external = { privateKey, senderIndex: 1 }
      const proposal: Proposal = { proposal_type: proposalTypes.remove, removed: memberClient.leaf ?? 0 }
      await room.send(await adminClient.propose({ proposals: [listed] })).accepted()
      const early = await handIn(made, byServer(room, external, proposal))
      await room.update(adminClient)
      await room.send(await adminClient.propose({ participants: { remove: [member] } })).accepted()
      await refusesIn(room, {
        what: 'a proposal of a server before the commit that lists it',
        malformed: () => Promise.resolve(early),
        twin: () => handIn(made, byServer(room, external, proposal)),
      })
    },
  }),
]

function sendersOf(extensions: readonly Extension[]): readonly ExternalSender[] {
  const data = extensionData(extensions, extensionTypes.external_senders)
  return data ? decode(ExternalSenders, data) : []
}

/** The group's extensions with other external senders; none: without that extension. */
function extensionsWith({ context: { extensions } }: HostedRoom, senders: readonly ExternalSender[]): Proposal {
  const extension_type = extensionTypes.external_senders
  const changed =
    senders.length > 0
      ? withExtension(extensions, { extension_type, extension_data: encode(ExternalSenders, [...senders]) })
      : extensions.filter((each) => each.extension_type !== extension_type)
  return { proposal_type: proposalTypes.group_context_extensions, extensions: changed }
}

/** Whether a credential, of whatever type, says that it is of a domain. */
function names(credential: Credential, domain: string): boolean {
  const uris = credentialIdentity(credential)
  const bytes = 'identity' in credential ? [credential.identity] : credential.certificates.map((each) => each.cert_data)
  return [...uris, ...bytes.map((each) => Buffer.from(each).toString('latin1'))].some((text) =>
    text.toLowerCase().includes(domain.toLowerCase()),
  )
}

/** Takes in what the hub itself has proposed, beside a commit or alone. */
function hear(room: HostedRoom, event: RoomFanout): void {
  const [message, ...more] = event.kind === 'commit' ? event.more : [event.message, ...event.more]
  if (message && (event.kind === 'commit' || event.kind === 'proposal')) room.heard({ ...event, message, more })
}

const extension = [
  check({
    ...hosted,
    id: 'update.external-senders',
    title: 'The external senders of a room have the hub among them, by a credential that names its domain',
    requirements: ['MIMI-UPD-032', 'MIMI-UPD-031'],
    fails:
      'The hub asks for an external sender whose credential does not name it, or serves group info in which hub_sender is none of the external senders.',
    async run(context) {
      const { that, target } = context
      const { room, user } = await looking(context)
      const asked = decode(ExternalSender, room.prepared.externalSender)
      that(names(asked.credential, target.domain), {
        expected: `an externalSender of prepareRoom whose credential names ${target.domain}`,
        actual: `one of ${credentialIdentity(asked.credential).join(', ') || 'a credential that names nobody'}`,
      })
      const { answer, opened } = await fetched(context, room, { as: second(user) })
      const served = sendersOf(opened.context.extensions).map((each) => encode(ExternalSender, each))
      that(served.length > 0, {
        requirement: 'MIMI-UPD-031',
        expected: 'a GroupContext with the external_senders extension',
        actual: 'one without',
        exchange: answer,
      })
      const hub = encode(ExternalSender, opened.hubSender)
      that(
        served.some((each) => Buffer.compare(each, hub) === 0),
        {
          expected: 'the hub_sender of the answer among the external senders of the group',
          actual: `another one: ${credentialIdentity(opened.hubSender.credential).join(', ')}, key ${Buffer.from(opened.hubSender.signature_key).toString('hex')}`,
          exchange: answer,
        },
      )
    },
  }),
  check({
    ...hosted,
    id: 'update.external-senders.kept',
    title: 'A commit that takes the hub off the external senders, or the extension away, is refused',
    requirements: ['MIMI-UPD-032', 'MIMI-UPD-031'],
    fails: 'The hub takes a commit after which it is no external sender of the group, or the group has none.',
    async run(context) {
      const { refusesIn, other } = context
      const follower = serverOf(other).entry
      const { room, adminClient } = await twoPeers(context, { externalSenders: [follower] })
      const make = (senders: readonly ExternalSender[]) =>
        adminClient.change({ proposals: [extensionsWith(room, senders)] })
      const cases = [
        {
          requirement: 'MIMI-UPD-032',
          what: 'a commit that takes the hub off the external senders',
          senders: [follower],
        },
        { requirement: 'MIMI-UPD-031', what: 'a commit that takes the external_senders extension away', senders: [] },
      ]
      const handshakes = await Promise.all(cases.map(({ senders }) => make(senders)))
      const twin = await make(sendersOf(room.context.extensions))
      const answers: Answer[] = []
      for (const handshake of handshakes) answers.push(await room.send(handshake.with({})))
      const valid = await room.send(twin)
      for (const [index, { requirement, what }] of cases.entries())
        await refusesIn(room, {
          requirement,
          what,
          malformed: () => Promise.resolve(answers[index] ?? valid),
          twin: () => Promise.resolve(valid),
        })
    },
  }),
  check({
    ...hosted,
    id: 'update.external-senders.left',
    title: "A follower's server goes off the external senders after its last participant has left",
    requirements: ['MIMI-UPD-034'],
    fails:
      'Two commits after the last participant of a listed provider has gone, its server is listed still (a warning).',
    async run(context) {
      const { that, other, uninvolved, skip } = context
      const { entry } = serverOf(other)
      const third = uninvolved.user()
      const { room, user, client, member } = await looking(context, {
        externalSenders: [entry],
        members: [{ user: third }],
      })
      // Made before anybody can have heard of a proposal of the hub's: it marks how far the fanout has come.
      const expulsion = await client.change({ expel: [member] })
      await room.send(expulsion).accepted()
      const marker = await room.say(client, 'so much for that')
      const reached = await room.event(uninvolved, { of: marker })
      if (!reached) return skip('the message did not reach the other provider; judged by submit.accepted')
      for (const event of room.events(uninvolved)) hear(room, event)
      await room.update(client)
      const { answer, opened } = await fetched(context, room, { as: second(user) })
      const still = sendersOf(opened.context.extensions).some(
        ({ signature_key }) => Buffer.compare(signature_key, entry.signature_key) === 0,
      )
      that(!still, {
        expected: `no server of ${other.domain} among the external senders: its last participant has left. Nobody but the hub can see to that in every room: it can propose it to its members`,
        actual: 'it is listed still, two commits later, and nothing was proposed',
        exchange: answer,
        as: 'warn',
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.external-senders.follower',
    title: "Whether the server of a participant's provider may be listed among the external senders is recorded",
    requirements: ['MIMI-UPD-033'],
    observes: true,
    fails: 'It does not: the draft leaves it to the room.',
    async run(context) {
      const { room, adminClient } = await twoPeers(context)
      const proposals = [extensionsWith(room, [...sendersOf(room.context.extensions), serverOf(context.other).entry])]
      const answer = await room.send(await adminClient.change({ proposals }))
      const taken = outcomeOf(answer) === 'accepted' ? 'taken' : `answered ${describeAnswer(answer)}`
      context.observe(`a commit that lists the provider of a participant as external sender is ${taken}`, answer)
    },
  }),
]

export default [...proposing, ...extension]
