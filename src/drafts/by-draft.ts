import { type Draft, drafts } from './ids.js'

/** Something by draft: indexed with one draft it is exactly that draft's, indexed with any it is one of them. */
export interface ByDraft<A, B = A, C = A> {
  readonly '01': A
  readonly '02ed': B
  readonly '06': C
}

/** Draft differences as a table, so that no code that uses a structure has to ask for the draft. */
export function byDraft<A, B, C>(table: ByDraft<A, B, C>): ByDraft<A, B, C> {
  return table
}

/** The same declaration for every draft, for what differs only further in. */
export function perDraft<T>(make: (draft: Draft) => T): ByDraft<T> {
  const [first, second, third] = drafts
  return { [first]: make(first), [second]: make(second), [third]: make(third) }
}
