import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Extension, Proposal } from '../../mls/wire/index.js'
import type { Participant, ParticipantChange } from './types.js'

export declare function participantsOf(
  draft: Draft,
  extensions: readonly Extension[],
  readings: Readings,
): Participant[] | null
export declare function participantProposal(
  draft: Draft,
  current: readonly Participant[],
  change: ParticipantChange,
  readings: Readings,
): Proposal
export declare function participantChangeOf(
  draft: Draft,
  current: readonly Participant[],
  proposal: Proposal,
  readings: Readings,
): ParticipantChange | null
