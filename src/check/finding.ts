export const verdicts = ['pass', 'fail', 'warn', 'observe', 'skip', 'error'] as const
export type Verdict = (typeof verdicts)[number]

/** How much a broken expectation weighs; a MUST fails, a SHOULD warns, what is unclear is only observed. */
export type Severity = 'fail' | 'warn' | 'observe'

/** One thing that was not as expected, or was recorded because the drafts leave it open. */
export interface Finding {
  /** Catalogue id, such as MIMI-KEY-018. */
  requirement: string
  severity: Severity
  expected: string
  actual: string
  /** Field path within the structure, such as `clients[1].clientUri.uri`. */
  path?: string
  /** Byte at which the faulty element begins. */
  offset?: number
  /** Exchange.id of the exchange that shows it. */
  exchange?: number
  note?: string
}
