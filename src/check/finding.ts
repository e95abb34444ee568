import { type Level, levelOf, sectionsOf } from '../drafts/catalogue.js'
import type { Draft } from '../drafts/ids.js'

export const verdicts = ['pass', 'fail', 'warn', 'observe', 'skip', 'error'] as const
export type Verdict = (typeof verdicts)[number]

/** How much a broken expectation weighs, heaviest first. */
export const severities = ['fail', 'warn', 'observe'] as const
export type Severity = (typeof severities)[number]

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

/** What shows a finding: an exchange, an answer, or a request received. */
export type Shown = { readonly id: number } | { readonly exchange: { readonly id: number } }

/** What an expectation says when it is not met. */
export interface Expected {
  expected: string
  actual: string
  /** One of the check's requirements; its first by default. */
  requirement?: string
  /** Weakens the severity that follows from the requirement's level; never strengthens it. */
  as?: Severity
  path?: string
  offset?: number
  exchange?: Shown
  note?: string
}

/** What a breach of silence says, and how it is known that nothing more will come. */
export interface SilenceOptions extends Partial<Expected> {
  marker?: () => Promise<unknown>
}

const byLevel: Readonly<Record<Level, Severity>> = {
  MUST: 'fail',
  'MUST NOT': 'fail',
  behaviour: 'fail',
  SHOULD: 'warn',
  'SHOULD NOT': 'warn',
  MAY: 'observe',
}

/**
 * What breaking a requirement weighs in a draft; one that the draft does not contain is only observed.
 * @param as weakens the severity that follows from the level; it never strengthens it
 */
export function severityOf(requirement: string, draft: Draft, as: Severity = 'fail'): Severity {
  const own = sectionsOf(requirement, draft) === null ? 'observe' : byLevel[levelOf(requirement)]
  return weaker(own, as)
}

function weaker(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) > severities.indexOf(b) ? a : b
}

/** The heaviest of the findings; null if there are none. */
export function worst(findings: readonly Finding[]): Severity | null {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null
}
