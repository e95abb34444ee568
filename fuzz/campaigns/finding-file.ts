import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CampaignKind, Discovery } from './campaign.js'

export const FINDING_FORMAT = 'mimicry-finding/1'

/** A finding on disk: what is read by people, by `mimicry replay`, and by whoever gathers the findings of many nights. */
export interface FindingFile extends Omit<Discovery, 'body'> {
  readonly format: typeof FINDING_FORMAT
  /** Version of Mimicry that found it. */
  readonly version: string
  readonly kind: CampaignKind
  readonly seed: number
  /** Number of the first case that showed it. */
  readonly firstCase: number
  /** Cases that showed it, as far as the campaign came. */
  readonly count: number
  /** When it was first seen. */
  readonly found: string
  /** The command that repeats it. */
  readonly replay: string
  /** File with the body, beside this one. */
  readonly bodyFile?: string
}

/** What findings of one cause have in common, as a file name without its ending. */
export function findingName(cause: readonly string[]): string {
  const words = cause.join('-').replaceAll(/[^A-Za-z0-9.]+/g, '-')
  const digest = createHash('sha256').update(JSON.stringify(cause)).digest('hex').slice(0, 8)
  return `${words.replace(/^[-.]+/, '').slice(0, 80)}-${digest}`
}

/** @throws SyntaxError saying why the file is none, or the file system's error */
export function readFinding(file: string): FindingFile {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isFinding(value)) throw new SyntaxError(`${file} is no finding of a campaign (${FINDING_FORMAT})`)
  return value
}

/** What writes these files is this project: format, kind and recipe tell the rest. */
export function isFinding(value: unknown): value is FindingFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === FINDING_FORMAT &&
    'kind' in value &&
    'recipe' in value &&
    'cause' in value &&
    Array.isArray(value.cause)
  )
}
