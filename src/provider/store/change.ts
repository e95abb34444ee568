/**
 * Changes to what a provider remembers, so that they can be made again from a journal. A store changes by its mutators
 * alone. A mutator takes plain values (what `structuredClone` takes), decides by them and by the store's state alone, never
 * by clock or chance, and so does the same whenever it is called again.
 */

/** A call of a mutator. */
export type Change = readonly [method: string, ...args: unknown[]]

/** A call of a mutator of the store of that name. */
export type NamedChange = readonly [store: string, ...change: Change]

/** Changes that were kept somewhere. @throws RangeError for anything else */
export function changesFrom(kept: unknown): readonly NamedChange[] {
  if (Array.isArray(kept) && kept.every(isNamedChange)) return kept
  throw new RangeError('expected a list of changes, each with the name of a store and that of a method')
}

function isNamedChange(kept: unknown): kept is NamedChange {
  return Array.isArray(kept) && typeof kept[0] === 'string' && typeof kept[1] === 'string'
}

export interface Changing {
  /** Calls that make a new store like this one. */
  changes(): Iterable<Change>
}

/** Takes each change after it was made. */
export type Log = (change: NamedChange) => void

/** A store whose mutators tell a log of their calls. Nested objects are not watched: whatever changes is a mutator of the store itself. */
export function logged<T extends object>(store: T, name: string, mutators: readonly string[], log: Log): T {
  return new Proxy(store, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property)
      if (typeof property !== 'string' || typeof member !== 'function' || !mutators.includes(property)) return member
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args)
        log([name, property, ...args])
        return result
      }
    },
  })
}
