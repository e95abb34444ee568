/** Capabilities by name and by number (room-policy-03, 10.2). */
import { roleCapabilities } from '../room-roles.js'
import type { Capability, Right } from './types.js'

const names = new Map<number, string>(Object.entries(roleCapabilities).map(([name, number]) => [number, name]))

export function isCapability(right: Right): right is Capability {
  return Object.hasOwn(roleCapabilities, right)
}

/** The number of a capability. @throws RangeError for a name that the registry does not have */
export function capabilityNumber(right: Right): number {
  if (typeof right === 'number') return right
  if (isCapability(right)) return roleCapabilities[right]
  throw new RangeError(`${right} is no capability of room-policy-03, 10.2`)
}

/** By name where it has one here; a number that has none stays a number. */
export function capability(number: number): Right {
  return names.get(number) ?? number
}
