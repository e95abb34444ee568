/** What a target breaks that answers a malformed body with success. */
import type { CodecError, MalformationFamily } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { type Severity, severityOf } from './finding.js'

export interface BodyRule {
  readonly requirement: string
  /** What acceptance weighs; by the requirement's level if absent. */
  readonly accepted?: Severity
}

/** By the kind of fault; what the catalogue calls a warning is none of the strict rules. */
export const bodyRules = {
  'length-not-minimal': { requirement: 'MIMI-COD-002' },
  'length-reserved': { requirement: 'MIMI-COD-003' },
  'presence-octet': { requirement: 'MIMI-COD-005' },
  truncated: { requirement: 'MIMI-COD-006' },
  'trailing-bytes': { requirement: 'MIMI-COD-007', accepted: 'warn' },
  'length-overrun': { requirement: 'MIMI-COD-008' },
  'odd-vector': { requirement: 'MIMI-COD-009' },
  'enum-unknown': { requirement: 'MIMI-COD-010' },
  'protocol-unknown': { requirement: 'MIMI-COD-011' },
  'not-a-uri': { requirement: 'MIMI-COD-013', accepted: 'warn' },
  'dictionary-unsorted': { requirement: 'MIMI-COD-023', accepted: 'warn' },
  'text-not-utf8': { requirement: 'MIMI-COD-025', accepted: 'warn' },
} as const satisfies Record<string, BodyRule>

/** A number that decides what follows, where nothing is registered under it. */
export const unknownSelector = /\b(credential_type|wire_format|proposal_type)$/

/**
 * The rule that a malformed body breaks, by what the strict reader says to it.
 * @param family of the fault, where it was made as one
 * @returns null where no requirement speaks of it
 */
export function ruleOfBody(
  { code, path }: Pick<CodecError, 'code' | 'path'>,
  family?: MalformationFamily,
): BodyRule | null {
  switch (code) {
    case 'truncated':
      return family === 'length-overrun' || family === 'odd-vector' ? bodyRules[family] : bodyRules.truncated
    case 'enum-unknown':
      return path === 'protocol' ? bodyRules['protocol-unknown'] : bodyRules['enum-unknown']
    case 'utf8-invalid':
      return bodyRules['text-not-utf8']
    case 'value-invalid':
      if (path.endsWith('component_id')) return bodyRules['dictionary-unsorted']
      return unknownSelector.test(path) ? bodyRules['enum-unknown'] : null
    default:
      return bodyRules[code]
  }
}

/** Whether accepting breaks what the draft demands, and is not merely to be noted. */
export function mustRefuse(rule: BodyRule, draft: Draft): boolean {
  return severityOf(rule.requirement, draft, rule.accepted) === 'fail'
}
