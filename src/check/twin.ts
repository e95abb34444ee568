import type { Answer } from '../peers/answer.js'
import type { Severity } from './finding.js'

/** A malformed or forbidden request, and its twin: the same request, valid, on the same state. */
export interface Refusal {
  /** One of the check's requirements; its first by default. */
  requirement?: string
  /** What is wrong with the request, for the finding: `a vector length of 3 bytes for 2-byte elements`. */
  what: string
  malformed: () => PromiseLike<Answer>
  twin: () => PromiseLike<Answer>
  /** What a 2xx that claims success weighs; by the requirement's level if absent. */
  accepted?: Severity
  /** Overrules what counts as a refusal, for an answer that was readable. */
  isRefusal?: (answer: Answer) => boolean
  /** Overrules what counts as the twin's being evaluated. */
  evaluated?: (answer: Answer) => boolean
  /** Judges that the malformed request changed nothing; runs between it and the twin. */
  unchanged?: () => Promise<void>
}
