/** The participant list (01 and 02ed: 4.3, 5.3; 06: 7.5), whatever carries it. */
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Extension, Proposal } from '../../mls/wire/index.js'
import { roomForms } from './forms.js'
import type { Participant, ParticipantChange } from './types.js'

/** The list in a GroupContext; null where it has none. @throws RangeError for a malformed one */
export function participantsOf(
  draft: Draft,
  extensions: readonly Extension[],
  readings: Readings,
): Participant[] | null {
  return roomForms[draft].participants(extensions, readings)
}

/**
 * A proposal that changes the list: AppSync in 01 and 02ed, AppDataUpdate in 06.
 * @param current the list of the epoch in which it is made
 * @throws RangeError for a change or a removal of a user who is not listed
 */
export function participantProposal(
  draft: Draft,
  current: readonly Participant[],
  change: ParticipantChange,
  readings: Readings,
): Proposal {
  return roomForms[draft].participantProposal(current, change, readings)
}

/**
 * What a proposal does to the list; null for a proposal about something else.
 * @throws RangeError for a malformed update, or one that points beyond the list
 */
export function participantChangeOf(
  draft: Draft,
  current: readonly Participant[],
  proposal: Proposal,
  readings: Readings,
): ParticipantChange | null {
  return roomForms[draft].participantChange(current, proposal, readings)
}
