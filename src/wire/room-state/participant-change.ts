import type { Participant, ParticipantChange } from './types.js'

/** The list after a change: roles are set, then users removed, then others appended (06: 7.5). */
export function applyChange(current: readonly Participant[], change: ParticipantChange): Participant[] {
  const { setRole = [], remove = [], add = [] } = change
  const roles = new Map(setRole.map(({ user, role }) => [user, role]))
  const kept = current.filter(({ user }) => !remove.includes(user))
  return [...kept.map((entry) => ({ ...entry, role: roles.get(entry.user) ?? entry.role })), ...add]
}

/** The place of a user in the list. @throws RangeError for a user who is not there */
export function placeOf(current: readonly Participant[], user: string): number {
  const at = current.findIndex((entry) => entry.user === user)
  if (at < 0) throw new RangeError(`${user} is not in the participant list, so nothing of it can be changed`)
  return at
}

/** The entry at an index of the list. @throws RangeError beyond it */
export function entryAt<T>(current: readonly T[], index: number): T {
  const entry = current[index]
  if (entry) return entry
  throw new RangeError(`index ${index} points beyond the ${current.length} entries of the participant list`)
}
