import { check } from '../../src/check/define.js'
import type { Infer } from '../../src/codec/index.js'
import { externalProposal } from '../../src/mls/external-proposal.js'
import { componentIds, credentialTypes, type Proposal, proposalTypes } from '../../src/mls/wire/index.js'
import type { HostedRoom } from '../../src/peers/hosted-room.js'
import { authenticatedDataIn } from '../../src/peers/hosting/message.js'
import type { PeerUser } from '../../src/peers/user.js'
import { PreAuthData } from '../../src/wire/room-roles.js'
import { type RoleDefinition, type RoleId, standardRoles, toWireRole } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { bytes, component, hosted, judgeDeeds, updating } from './rooms.js'

/**
 * Claims are taken from certificates alone: a basic credential has none, and the text leaves others unfinished. A hub that
 * reads claims otherwise admits nobody here: that a join it should admit is refused, judges nothing (MIMI-POL-036).
 */
const turnedDown = 'unjudged'

/** Attributes of a certificate's subject, by the content octets of their OIDs. */
const attributes = { O: Uint8Array.of(0x55, 4, 10), OU: Uint8Array.of(0x55, 4, 11) }
type Claims = Partial<Record<keyof typeof attributes, string>>

type Entry = Infer<typeof PreAuthData>['preauthorized_entries'][number]

function entry(claims: Claims, target: RoleDefinition): Entry {
  return {
    claimset: (['O', 'OU'] as const).flatMap((name) => {
      const value = claims[name]
      if (value === undefined) return []
      const claim_id = { credential_type: credentialTypes.x509, id: attributes[name] }
      return [{ claim_id, claim_value: bytes(value) }]
    }),
    target_role: toWireRole(target),
  }
}

function preauthorizing(...preauthorized_entries: Entry[]) {
  return [component(componentIds.preauth_list, PreAuthData, { preauthorized_entries })]
}

const roleNamed = (name: string): RoleDefinition => {
  const role = standardRoles('06').find((each) => each.name === name)
  if (!role) throw new Error(`there is no standard role ${name}`)
  return role
}

const own = (id: number, name: string, rest: Partial<RoleDefinition>): RoleDefinition => ({
  id,
  name,
  rights: [],
  ...rest,
})

/** The group info as a participant gets it: whom it is served to is judged elsewhere. */
async function openedBy(context: Parameters<typeof fetched>[0], room: HostedRoom, member: PeerUser) {
  return (await fetched(context, room, { as: second(member) })).opened
}

const joining = (room: HostedRoom, user: PeerUser, role: RoleId, from: Awaited<ReturnType<typeof openedBy>>) => () =>
  room.join(user.device, { from, change: { participants: { add: [{ user, role }] } } })

const firstMatch = check({
  ...hosted,
  id: 'policy.preauthorized.first-match',
  title: 'Of several roles that claims are preauthorized for, the first is the one to join in',
  requirements: ['MIMI-POL-014'],
  fails: 'Somebody whose claims match two entries joins in the role of the second, or of none.',
  async run(context) {
    const { target, peer, other } = context
    const member = peer.user({ devices: 2 })
    const user = other.certifiedUser({ subject: { O: 'Orchard', OU: 'Pruning' } })
    const room = await target.host({
      components: preauthorizing(
        entry({ O: 'Orchard', OU: 'Pruning' }, roleNamed('moderator')),
        entry({ O: 'Orchard' }, roleNamed('member')),
      ),
      members: [{ user: member, clients: 1 }],
    })
    const from = await openedBy(context, room, member)
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a join in the role of the second entry that the claims match',
          make: joining(room, user, 'member', from),
        },
        { what: 'a join in a role that no entry is for', make: joining(room, user, 'admin', from) },
      ],
      accepted: [
        { what: 'a join in the role of the first entry that matches', make: joining(room, user, 'moderator', from) },
      ],
      turnedDown,
    })
  },
})

const everyClaim = check({
  ...hosted,
  id: 'policy.preauthorized.every-claim',
  title: 'An entry is for those who meet each of its claims, exactly',
  requirements: ['MIMI-POL-036'],
  fails: 'Somebody joins whose certificate meets one of two claims, or one by a part of its value, or who has none.',
  async run(context) {
    const { target, peer, other } = context
    const member = peer.user({ devices: 2 })
    const room = await target.host({
      components: preauthorizing(entry({ O: 'Orchard', OU: 'Pruning' }, roleNamed('member'))),
      members: [{ user: member, clients: 1 }],
    })
    const from = await openedBy(context, room, member)
    const subjects: Readonly<Record<string, string>>[] = [
      { O: 'Orchard' },
      { O: 'Orchard', OU: 'Prun' },
      { O: 'orchard', OU: 'Pruning' },
    ]
    const strangers = subjects.map((subject) => other.certifiedUser({ subject }))
    const user = other.certifiedUser({ subject: { O: 'Orchard', OU: 'Pruning' } })
    await judgeDeeds(context, room, {
      refused: [
        ...strangers.map((stranger, index) => ({
          what: `a join by somebody with ${JSON.stringify(subjects[index])}, where O=Orchard and OU=Pruning are asked for`,
          make: joining(room, stranger, 'member', from),
        })),
        {
          what: 'a join by somebody with a basic credential, which has no claims',
          make: joining(room, other.user(), 'member', from),
        },
      ],
      accepted: [{ what: 'a join by somebody with both claims', make: joining(room, user, 'member', from) }],
      turnedDown,
    })
  },
})

const capability = check({
  ...hosted,
  id: 'policy.preauthorized.capability',
  title: 'A join by preauthorization takes canJoinIfPreauthorized on the role, room in it, and no transition',
  requirements: ['MIMI-POL-053'],
  fails: 'Somebody joins in a role without the capability or one that is full, or not in one with it.',
  async run(context) {
    const { target, peer, other } = context
    const [member, first] = [peer.user({ devices: 2 }), peer.user()]
    const lacking = own(20, 'lacking', {})
    const full = own(21, 'full', { rights: ['canJoinIfPreauthorized'], participants: { min: 0, max: 1 } })
    // Nothing leads here by transition.
    const fitting = own(22, 'fitting', { rights: ['canJoinIfPreauthorized'] })
    const room = await target.host({
      roles: [...standardRoles('06'), lacking, full, fitting],
      components: preauthorizing(
        entry({ OU: 'Lacking' }, lacking),
        entry({ OU: 'Full' }, full),
        entry({ OU: 'Fitting' }, fitting),
      ),
      members: [
        { user: member, clients: 1 },
        { user: first, role: 21 },
      ],
    })
    const from = await openedBy(context, room, member)
    const [one, two, three] = ['Lacking', 'Full', 'Fitting'].map((OU) => other.certifiedUser({ subject: { OU } }))
    if (!one || !two || !three) return
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a join by preauthorization in a role without canJoinIfPreauthorized',
          make: joining(room, one, 20, from),
        },
        { what: 'a join by preauthorization in a role that is full', make: joining(room, two, 21, from) },
      ],
      accepted: [
        {
          what: 'a join by preauthorization in a role with canJoinIfPreauthorized',
          make: joining(room, three, 22, from),
        },
      ],
      turnedDown,
    })
  },
})

const notBanned = check({
  ...hosted,
  id: 'policy.preauthorized.not-banned',
  title: 'Preauthorization does not help those who are banned',
  requirements: ['MIMI-POL-014'],
  fails: 'A banned user with matching claims comes back in, while others with the same claims do.',
  async run(context) {
    const { target, peer, other } = context
    const member = peer.user({ devices: 2 })
    const subject = { O: 'Orchard' }
    const [banned, user] = [other.certifiedUser({ subject }), other.certifiedUser({ subject })]
    const room = await target.host({
      components: preauthorizing(entry({ O: 'Orchard' }, roleNamed('member'))),
      members: [
        { user: member, clients: 1 },
        { user: banned, role: 'banned', clients: 0 },
      ],
    })
    const from = await openedBy(context, room, member)
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'an external commit by which a banned user takes the role that its claims are preauthorized for',
          make: () =>
            room.join(banned.device, {
              from,
              change: { participants: { setRole: [{ user: banned, role: 'member' }] } },
            }),
        },
        {
          what: 'an external commit of a banned user with claims that are preauthorized',
          make: () => room.join(banned.device, { from }),
        },
      ],
      accepted: [{ what: 'a join by somebody with the same claims', make: joining(room, user, 'member', from) }],
      turnedDown,
    })
  },
})

const ownRole = check({
  ...hosted,
  id: 'policy.preauthorized.own-role',
  title: 'With canChangeOwnRole a user moves to the role that its claims are preauthorized for, and to no other',
  requirements: ['MIMI-POL-057', 'MIMI-POL-014'],
  fails: 'A user takes another role than that, or takes one without claims or without the capability.',
  async run(context) {
    const { target, peer, other } = context
    const plain = peer.user({ name: 'plain' })
    const subject = { O: 'Orchard' }
    const [user, unable] = [other.certifiedUser({ subject }), other.certifiedUser({ subject })]
    const room = await target.host({
      components: preauthorizing(
        entry({ O: 'Orchard' }, roleNamed('moderator')),
        entry({ O: 'Orchard' }, roleNamed('admin')),
      ),
      members: [{ user: plain }, { user }, { user: unable, role: 'guest' }],
    })
    const becomes = (who: PeerUser, role: RoleId) => () =>
      room.client(who).change({ participants: { setRole: [{ user: who, role }] } })
    await judgeDeeds(context, room, {
      refused: [
        { what: "a user's change to the role of the second entry that matches", make: becomes(user, 'admin') },
        { what: "a user's change to a role that no entry is for", make: becomes(user, 'guest') },
        { what: 'a change of the own role by a user without claims', make: becomes(plain, 'moderator') },
        { what: 'a change of the own role in a role without canChangeOwnRole', make: becomes(unable, 'moderator') },
      ],
      accepted: [
        { what: "a user's change to the role of the first entry that matches", make: becomes(user, 'moderator') },
      ],
      turnedDown,
    })
  },
})

const alone = check({
  ...hosted,
  id: 'policy.preauthorized.alone',
  title:
    'Who is preauthorized does not change by a commit that adds users or gives them roles; removals may go with it',
  requirements: ['MIMI-POL-013'],
  fails: 'A commit is accepted that changes preauthorization and adds or moves a user, or refused with a removal.',
  async run(context) {
    const { target, peer, other } = context
    const [admin, member, third] = [peer.user({ name: 'admin' }), other.user(), other.user()]
    const room = await target.host({ members: [{ user: admin, role: 'admin' }, { user: member }, { user: third }] })
    const preauthorized_entries = [entry({ O: 'Orchard' }, roleNamed('member'))]
    const components = [updating(componentIds.preauth_list, PreAuthData, { preauthorized_entries })]
    const client = room.client(admin)
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a change of preauthorization beside an add',
          make: () => client.change({ components, admit: [{ user: other.user() }] }),
        },
        {
          what: "a change of preauthorization beside a change of a user's role",
          make: () => client.change({ components, participants: { setRole: [{ user: third, role: 'moderator' }] } }),
        },
      ],
      accepted: [
        {
          what: 'a change of preauthorization beside a removal',
          make: () => client.change({ components, expel: [member] }),
        },
      ],
    })
  },
})

const servers = check({
  ...hosted,
  id: 'policy.preauthorized.servers',
  title: 'A server proposes what the role allows that its claims are preauthorized for, and nothing else',
  requirements: ['MIMI-POL-059'],
  fails: 'An external sender whose role may take clients out proposes to add one, and the hub takes it.',
  async run(context) {
    const { draft, readings, target, peer, other } = context
    const [user, newcomer] = [peer.user(), peer.user()]
    const server = other.certifiedUser({ name: 'server', subject: { OU: 'Moderation' } })
    const { credential, ...keys } = { credential: leafCredential(server), ...server.device.mls.signatureKeys() }
    const watching = own(20, 'watching', { rights: ['canKick'] })
    const room = await target.host({
      roles: [...standardRoles(draft), watching],
      components: preauthorizing(entry({ OU: 'Moderation' }, watching)),
      externalSenders: [{ signature_key: keys.publicKey, credential }],
      members: [{ user }, { user: server }],
    })
    const [keyPackage] = newcomer.device.keyPackages(1)
    const { leaf } = room.client(user)
    if (!keyPackage || leaf === null) return
    const { groupId, epoch, suite } = room
    const authenticatedData = authenticatedDataIn(draft, room.context, readings)
    const base = await room.client(server).propose({ renew: true })
    const proposes = (proposal: Proposal) => () => {
      const message = externalProposal({
        draft,
        groupId,
        epoch,
        suite,
        authenticatedData,
        privateKey: keys.privateKey,
        senderIndex: 1,
        proposal,
      })
      return Promise.resolve(base.with({ messages: [message] }))
    }
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a proposal of an external sender, preauthorized for canKick alone, to add a client',
          make: proposes({ proposal_type: proposalTypes.add, key_package: keyPackage.keyPackage }),
        },
      ],
      accepted: [
        {
          what: 'a proposal of an external sender, preauthorized for canKick, to take a client out',
          make: proposes({ proposal_type: proposalTypes.remove, removed: leaf }),
        },
      ],
      turnedDown,
    })
  },
})

/** What the user's clients present. */
function leafCredential({ device }: PeerUser) {
  const [bundle] = device.keyPackages(1)
  if (!bundle) throw new Error('one key package was asked for')
  return bundle.keyPackage.leaf_node.credential
}

export default [firstMatch, everyClaim, capability, notBanned, ownRole, alone, servers]
