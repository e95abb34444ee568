/** What a message of the target's breaks that the strict reader refused. */
import type { CodecError } from '../codec/index.js'
import type { Severity } from './finding.js'

/** What the target sends that is not well-formed breaks the codec requirement on what it broke. */
export function codecRequirement({ code, message }: CodecError): string {
  switch (code) {
    case 'length-not-minimal':
      return 'MIMI-COD-004'
    case 'utf8-invalid':
      return 'MIMI-COD-014'
    case 'value-invalid':
      return /component/.test(message) ? 'MIMI-COD-023' : 'MIMI-COD-001'
    default:
      return 'MIMI-COD-001'
  }
}

/**
 * Forward-compatibility rules are absent: unknown enum values are reported, not failed (reading R-W41), save that of the
 * protocol, which has to be MLS 1.0 (MIMI-COD-001).
 */
export function weakened({ code, path }: CodecError): Severity | undefined {
  return code === 'enum-unknown' && path !== 'protocol' && path !== 'version' ? 'observe' : undefined
}
