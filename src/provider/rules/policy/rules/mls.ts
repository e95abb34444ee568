/** What room policy says of MLS itself (7.4; room-policy-03, 7.1 and 8.6). */
import { type Draft } from '../../../../drafts/ids.js'
import type { Readings } from '../../../../drafts/readings.js'
import { encode, tryDecode } from '../../../../codec/index.js'
import { extensionData } from '../../../../mls/wire/extensions.js'
import { credentialIdentity } from '../../../../mls/credential.js'
import { ExternalSender, ExternalSenders, type Extension, extensionTypes } from '../../../../mls/wire/index.js'
import { authorityOf } from '../../../uri.js'
import { clientOf } from '../acts.js'
import { may, nameOf } from '../powers.js'
import { firstOf, invalidProposal, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, isHub } from '../situation.js'

export const reinitializesByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'reinit'), ({ by }) =>
    may(situation, by, 'canSendMLSReinitProposal', null)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not have the group reinitialized`, { policy: '8.6', older: '5.3' }),
  )

/** 7.4: the hub stays among the external senders. */
export const keepsHubAsSender: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'extensions'), (act) => {
    const { room } = situation.input
    const hubs = sendersIn(room.extensions).filter(({ credential }) =>
      credentialIdentity(credential).some((uri) => authorityOf(uri) === room.domain),
    )
    const after = sendersIn(act.extensions).map((sender) => Buffer.from(encode(ExternalSender, sender)))
    return hubs.every((hub) => after.some((one) => one.equals(encode(ExternalSender, hub))))
      ? null
      : invalidProposal(situation, 'the hub is no external sender any more', { protocol: '7.4', older: '6.4' }, [act])
  })

function sendersIn(extensions: readonly Extension[]) {
  const data = extensionData(extensions, extensionTypes.external_senders)
  const read = data && tryDecode(ExternalSenders, data)
  return read?.ok ? read.value : []
}

const stateExtension: Readonly<Record<Draft, (readings: Readings) => number>> = {
  '01': ({ applicationStatesExtension }) => applicationStatesExtension,
  '02ed': ({ applicationStatesExtension }) => applicationStatesExtension,
  '06': () => extensionTypes.app_data_dictionary,
}

/** 5.3: participants and policy change by the proposals made for it, which can be judged one by one. */
export const changesStateByItsProposals: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'extensions'), (act) => {
    const { draft, readings, room } = situation.input
    const type = stateExtension[draft](readings)
    const [before, after] = [extensionData(room.extensions, type), extensionData(act.extensions, type)]
    return Buffer.compare(before ?? new Uint8Array(), after ?? new Uint8Array()) === 0
      ? null
      : invalidProposal(situation, "GroupContextExtensions changes the room's state", '5.3', [act])
  })

const operational = { policy: '7.1', older: '5.3' }

export const allowsExternalCommits: Rule = (situation) =>
  situation.input.external && situation.operational?.external_commit_allowed === 'false'
    ? notAllowed(situation, 'external commits are not allowed in this room', operational)
    : null

/** Of servers, but for the hub itself, and of newcomers. */
export const allowsExternalProposals: Rule = (situation) => {
  if (situation.operational?.external_proposal_allowed !== 'false') return null
  const { room } = situation.input
  const fromOutside = situation.acts.filter(
    ({ by, change }) =>
      (by.kind === 'external' && !isHub(situation, by)) ||
      (change.ref !== null && by.kind === 'user' && clientOf(room.members, by) === null),
  )
  return fromOutside.length > 0
    ? notAllowed(situation, 'external proposals are not allowed in this room', operational)
    : null
}

/** An empty list restricts nothing. */
export const takesHandshakeFormats: Rule = (situation) => {
  const { wireFormat } = situation.input
  const formats = situation.operational?.handshake_formats ?? []
  return wireFormat === undefined || formats.length === 0 || formats.includes(wireFormat)
    ? null
    : notAllowed(situation, `handshakes of wire format ${wireFormat} are not taken in this room`, operational)
}

/** Proposal types that the operational policy forbids. */
export const avoidsForbiddenProposals: Rule = (situation) => {
  const forbidden = situation.operational?.forbidden_capabilities.proposals ?? []
  return firstOf(situation.acts, (act) =>
    forbidden.includes(act.change.proposal.proposal_type)
      ? notAllowed(situation, `proposals of type ${act.change.proposal.proposal_type} are forbidden here`, operational)
      : null,
  )
}
