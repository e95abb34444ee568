/** What the drafts and room-policy-03 say of the values of MIMI structures, as far as one value can show it. */
import type { MLSMessage } from '../../mls/wire/index.js'
import { PendingProposal } from '../group-info.js'
import { KeyMaterialResponse } from '../key-material.js'
import { kindOf } from '../message-kind.js'
import { FanoutMessage } from '../notify.js'
import { MinDefaultMaxTime, PendingProposalPolicy } from '../operational-policy.js'
import { ParticipantListData, ParticipantListUpdate } from '../participant-list.js'
import {
  BaseRoomPolicy,
  DownloadPrivacy,
  JoinLinksUpdate,
  LinkPreviewPolicy,
  MessageExpiration,
} from '../room-policy.js'
import { Role, RoleData } from '../room-roles.js'
import { SubmitMessageRequest } from '../submit-message.js'
import { HandshakeBundle } from '../update.js'
import { type ProseRule, rule } from './rule.js'

const policy = (section: number | string) => `room-policy-03, ${section}`

/** Whether numbers that are there come in this order. */
function ordered(...numbers: readonly (number | bigint | null)[]): boolean {
  const there = numbers.filter((number) => number !== null)
  return there.every((number, i) => i === 0 || (there[i - 1] ?? 0) <= number)
}

const twice = (values: readonly unknown[]) => new Set(values).size < values.length
const areProposals = (messages: readonly MLSMessage[]) => messages.every((message) => kindOf(message) === 'proposal')

const codesWithClients: readonly string[] = ['success', 'partialSuccess', 'noCompatibleMaterial']

export const mimiRules: readonly ProseRule[] = [
  rule(KeyMaterialResponse['06'], 'the drafts, 5.2', 'only some codes come with clients', ({ userStatus, clients }) => {
    return clients.length > 0 && !codesWithClients.includes(userStatus)
  }),
  rule(SubmitMessageRequest['06'], 'the drafts, 5.4', 'what is submitted is an application message', (request) => {
    return kindOf(request.appMessage) !== 'application'
  }),
  rule(HandshakeBundle['06'], 'the drafts, 5.3', 'moreProposals are proposals', (bundle) => {
    return 'moreProposals' in bundle && !areProposals(bundle.moreProposals)
  }),
  rule(FanoutMessage['06'], 'the drafts, 5.5', 'moreProposals and externalProposals are proposals', (event) => {
    return [event]
      .flatMap((one) => ('moreProposals' in one ? [one.moreProposals] : []))
      .concat('externalProposals' in event ? [event.externalProposals] : [])
      .some((messages) => !areProposals(messages))
  }),
  rule(PendingProposal['06'], 'draft 06, 5.6', 'what is pending is a proposal', ({ proposal }) => {
    return kindOf(proposal) !== 'proposal'
  }),
  rule(ParticipantListData, 'draft 06, 7.5', 'a user stands in the list once', ({ participants }) => {
    return twice(participants.map(({ user }) => Buffer.from(user).toString('hex')))
  }),
  rule(ParticipantListUpdate, 'draft 06, 7.5', 'an index is named once', (update) => {
    return twice([...update.removedIndices, ...update.changedRoleParticipants.map(({ user_index }) => user_index)])
  }),
  rule(Role, policy(3), 'a minimum is no more than its maximum', (role) => {
    const { minimum_participants_constraint: least, maximum_participants_constraint: most } = role
    const { minimum_active_participants_constraint: active, maximum_active_participants_constraint: mostActive } = role
    return !ordered(least, most) || !ordered(active, mostActive)
  }),
  rule(RoleData, policy(3), 'a role_index is there once', ({ roles }) => {
    return twice(roles.map(({ role_index }) => role_index))
  }),
  rule(BaseRoomPolicy, policy(5), 'there is one parent_room if the room depends on it, else at most one', (base) => {
    return base.parent_room.length > 1 || (base.parent_dependant === 'true' && base.parent_room.length === 0)
  }),
  rule(
    LinkPreviewPolicy,
    policy('6.3'),
    'autodetection is not mandatory, and a proxy is there at most once',
    (links) => {
      const tooMany = 'link_preview_proxy' in links && links.link_preview_proxy.length !== 1
      return links.autodetect_hyperlinks_in_text === 'required' || tooMany
    },
  ),
  rule(DownloadPrivacy, policy('6.4'), 'the default type is allowed, and none is allowed and forbidden', (privacy) => {
    const { allowed_download_types: allowed, forbidden_download_types: forbidden, default_download_type } = privacy
    return !allowed.includes(default_download_type) || forbidden.some((type) => allowed.includes(type))
  }),
  rule(JoinLinksUpdate, policy('6.2'), 'an index is named once', ({ removedIndices }) => twice(removedIndices)),
  rule(MessageExpiration, policy('6.8'), 'durations go from least to most', (expiration) => {
    if (!('min_expiration_duration' in expiration)) return false
    const {
      min_expiration_duration: least,
      default_expiration_duration: usual,
      max_expiration_duration: most,
    } = expiration
    return !ordered(least, usual, most)
  }),
  rule(PendingProposalPolicy, policy('7.1'), 'delays go from least to most', (delays) => {
    return 'minimum_delay_ms' in delays && !ordered(delays.minimum_delay_ms, delays.maximum_delay_ms)
  }),
  rule(MinDefaultMaxTime, policy('7.1'), 'times go from least to most', (times) => {
    return !ordered(times.minimum_time, times.default_time, times.maximum_time)
  }),
]
