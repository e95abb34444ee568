/** What a run over a testee came to: `result.json` of `mimicry codec`. */
import type { Draft } from '../../src/drafts/ids.js'
import type { Case } from './case.js'
import type { Incident } from './incident.js'
import type { Disagreement, Note } from './judge.js'
import type { Hello } from './protocol.js'

export interface CodecResult {
  readonly format: 'mimicry-codec/1'
  readonly version: string
  readonly started: string
  readonly durationMs: number
  readonly command: readonly string[]
  /** What the testee said of itself; null where it does not know `hello`. */
  readonly testee: Hello | null
  readonly seed: number
  /** Generated values of each structure. */
  readonly runs: number
  readonly drafts: readonly Draft[]
  /** Every selected case was judged or skipped. */
  readonly complete: boolean
  readonly interrupted: boolean
  /** Why the testee was asked no longer. */
  readonly givenUp: string | null
  readonly summary: Counts & { readonly lies: number; readonly incidents: number }
  readonly structures: readonly StructureResult[]
  /** What the disagreements come down to, gravest first, then most frequent. */
  readonly causes: readonly Cause[]
  /** One for each structure, direction, fault and field; the shortest of each cause first. */
  readonly disagreements: readonly DisagreementRecord[]
  /** How many more there were. */
  readonly omitted: number
  readonly ambiguities: readonly Ambiguity[]
  readonly notes: readonly NoteRecord[]
  readonly claims: readonly Claim[]
  readonly incidents: readonly Incident[]
}

/** Numbers of cases. */
export interface Counts {
  readonly cases: number
  readonly agree: number
  readonly disagree: number
  /** Answered `unsupported`, or not asked because of that. */
  readonly skip: number
  readonly ambiguous: number
  /** Never answered: interrupted, or the testee was given up. */
  readonly unjudged: number
  /** Of those that agree: refused for another reason or at another place. */
  readonly notes: number
}

export interface StructureResult extends Counts {
  readonly draft: Draft
  readonly struct: string
}

/** Disagreements that look alike, in whatever structures. */
export interface Cause extends Pick<Disagreement, 'fault' | 'detail'> {
  readonly op: Case['op']
  readonly cases: number
  readonly structures: number
}

/** What makes disagreements in different structures look alike. */
export function causeOf({ op, fault, detail }: Pick<Cause, 'op' | 'fault' | 'detail'>): string {
  return `${op} ${fault} ${detail}`
}

/** A disagreement with all that repeating it needs; also a file of its own, for `mimicry replay`. */
export interface DisagreementRecord extends Disagreement, Omit<Case, 'origin'> {
  readonly format: 'mimicry-disagreement/1'
  readonly command: readonly string[]
  /** Cases of this structure that show it, and the first of their ids. */
  readonly count: number
  readonly ids: readonly string[]
  /** The line to send to the testee. */
  readonly request: string
  /** The encoding in which it was found, where a smaller one shows it too. */
  readonly foundIn?: { readonly id: string; readonly bytes: string }
}

export interface Ambiguity {
  readonly draft: Draft
  readonly struct: string
  readonly id: string
  readonly comment: string
  readonly accepted: boolean
}

export interface NoteRecord extends Note {
  readonly draft: Draft
  readonly struct: string
  readonly id: string
  readonly count: number
}

/** Something that `hello` says and the answers do not. */
export interface Claim {
  /** What was claimed is never answered, or not for every case: as opposed to what `hello` has no words for. */
  readonly lie: boolean
  readonly what: string
  /** The structures that this is said of. */
  readonly structs: readonly string[]
}

const MOST_PAUSES = 2

/** 0 agrees, 1 does not, 3 nothing was judged, 130 interrupted. */
export function codecStatus(result: CodecResult, strict: boolean): number {
  const { summary, incidents, notes, claims, interrupted, givenUp } = result
  if (interrupted) return 130
  // A pause of the machine may look like a hang that comes from no request, but not time and again.
  const pauses = incidents.filter(({ kind }) => kind === 'hung').length
  const grave = incidents.length > pauses || pauses > MOST_PAUSES || givenUp !== null
  if (summary.disagree > 0 || summary.lies > 0 || grave) return 1
  if (strict && (notes.length > 0 || claims.length > 0 || incidents.length > 0)) return 1
  return summary.agree + summary.ambiguous === 0 ? 3 : 0
}
