import type { Area, Level } from '../drafts/catalogue.js'
import type { Draft } from '../drafts/ids.js'
import type { Operation } from '../target/driver/contract.js'
import type { CheckContext } from './context.js'

/** The position in which a target is judged. */
export const roles = ['provider', 'follower', 'hub'] as const
export type Role = (typeof roles)[number]

/** What an author writes. */
export interface Definition {
  /** Words, stable, never ordinals: `notify.duplicate.accepted`; the area comes first. */
  id: string
  title: string
  /** Catalogue ids; the first is the main one. */
  requirements: string[]
  roles: Role[]
  /** Driver operations without which the check is a skip. */
  needs?: Operation[]
  /** Narrows the drafts that follow from the requirements' sections. */
  drafts?: Draft[]
  /** One sentence: how a target fails it. */
  fails: string
  /** It can only observe: exempt from the gate that some fault kills it. */
  observes?: true
  /** Runs alone, last: it needs restart, reset or a key rotation. */
  alone?: true
  run(context: CheckContext): Promise<void>
}

/** A definition, validated, with what follows from the catalogue. */
export interface Check extends Required<Omit<Definition, 'observes' | 'alone'>> {
  observes?: true
  alone?: true
  area: Area
  level: Level
}
