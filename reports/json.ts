import type { Summary } from '../src/runner/result.js'
import schema from './result.schema.json' with { type: 'json' }

/** JSON Schema (2020-12) of result.json. */
export const resultSchema: object = schema

/** result.json: the summary as it is. */
export function jsonReport(summary: Summary): string {
  return `${JSON.stringify(summary, null, 2)}\n`
}
