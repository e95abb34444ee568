/** The user's file of known verdicts: what it foresees does not fail a run, and what it foresees wrongly does. */
import { existsSync, readFileSync } from 'node:fs'
import { type Draft, drafts, isDraft } from '../drafts/ids.js'
import { compile } from '../transport/validate.js'
import { didYouMean } from '../transport/nearest.js'
import type { BaselineMark, BaselineProblem, CheckResult } from './result.js'
import type { Selectable } from './select.js'

const expectable = ['fail', 'warn', 'observe', 'skip', 'error'] as const

/** What a baseline is written for unasked; observations and skips only where an entry already expects them. */
const worthKnowing: ReadonlySet<string> = new Set(['fail', 'warn', 'error'])

export interface BaselineEntry {
  check: string
  draft: Draft
  expect: (typeof expectable)[number]
  /** Why this is known, in words. */
  reason: string
  /** Link to where it is being dealt with. */
  issue?: string
  /** The last day on which the entry holds, such as 2026-12-31 (UTC). */
  expires?: string
}

export interface Baseline {
  format: 'mimicry-baseline/1'
  entries: BaselineEntry[]
}

/** A baseline file that cannot be used; the message names the entry and the remedy. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError'
  readonly exitStatus = 2
}

const schema = {
  type: 'object',
  required: ['format', 'entries'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    format: { const: 'mimicry-baseline/1' },
    entries: {
      type: 'array',
      items: {
        type: 'object',
        required: ['check', 'draft', 'expect', 'reason'],
        additionalProperties: false,
        properties: {
          check: { type: 'string', minLength: 1 },
          draft: { enum: [...drafts] },
          expect: { enum: [...expectable] },
          reason: { type: 'string', minLength: 1 },
          issue: { type: 'string', minLength: 1 },
          expires: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` },
        },
      },
    },
  },
}

/** Reads a baseline. @throws BaselineError when the file is missing, no JSON, or not of this form. */
export function readBaseline(file: string): Baseline {
  if (!existsSync(file)) {
    throw new BaselineError(
      `the baseline ${file} does not exist; mimicry run --write-baseline --baseline ${file} makes it`,
    )
  }
  return parseBaseline(readFileSync(file, 'utf8'), file)
}

/** @throws BaselineError naming `file` */
export function parseBaseline(text: string, file: string): Baseline {
  const checked = compile<Baseline>(schema)(parseJson(text, file))
  if (!checked.ok) {
    const problems = checked.problems.map(({ key, message, remedy }) => `${key || 'the whole'} ${message}; ${remedy}`)
    throw new BaselineError(`the baseline ${file} is not of the form mimicry-baseline/1: ${problems.join('; ')}`)
  }
  const seen = new Set<string>()
  for (const entry of checked.value.entries) {
    if (seen.has(keyOf(entry))) {
      throw new BaselineError(`the baseline ${file} has two entries for ${keyOf(entry)}; keep the one that holds`)
    }
    seen.add(keyOf(entry))
  }
  return checked.value
}

/** How a result compares with its entry; undefined where it has none, or was not run and so says nothing. */
export function markOf(baseline: Baseline, result: Omit<CheckResult, 'baseline'>): BaselineMark | undefined {
  const entry = baseline.entries.find(({ check, draft }) => check === result.id && draft === result.draft)
  if (!entry || result.notRun) return undefined
  const { expect, reason, issue } = entry
  const state = expect === result.verdict ? 'as-expected' : 'unexpected'
  return { expect, reason, ...(issue !== undefined && { issue }), state }
}

/**
 * What is wrong with the entries themselves: those for checks that do not exist (any more), and those out of date among
 * the checks of this run.
 *
 * @param checks every check there is, selected or not
 * @param today such as 2026-11-20
 */
export function problemsOf(
  baseline: Baseline,
  checks: readonly Pick<Selectable, 'id' | 'drafts'>[],
  plan: readonly { draft: Draft; checks: readonly { id: string }[] }[],
  today: string,
): BaselineProblem[] {
  const planned = new Set(plan.flatMap(({ draft, checks: some }) => some.map(({ id }) => keyOf({ check: id, draft }))))
  return baseline.entries.flatMap((entry): BaselineProblem[] => {
    const { check, draft, expires } = entry
    const stale = whyStale(entry, checks)
    if (stale !== undefined) return [{ check, draft, kind: 'stale', text: `${stale}; remove the entry or correct it` }]
    if (expires === undefined || expires >= today || !planned.has(keyOf(entry))) return []
    const text = `the entry ended on ${expires} (${entry.reason}); look at the cause again, then extend or remove it`
    return [{ check, draft, kind: 'expired', text }]
  })
}

/** In words: what the baseline said, what came, and what to do. Null when it came as foreseen. */
export function describeMark({ verdict, baseline }: Pick<CheckResult, 'verdict' | 'baseline'>): string | null {
  if (!baseline || baseline.state === 'as-expected') return null
  const remedy =
    verdict === 'pass' ? 'it passes now: remove the entry' : 'find out what changed, then correct the entry'
  return `the baseline expects ${baseline.expect} (${baseline.reason}) but it ended in ${verdict}; ${remedy}`
}

/**
 * A baseline that foresees these results: entries of checks that were run are made anew, keeping reason, issue and expiry
 * of those that were there; entries of checks that were not run are kept; those for unknown checks are dropped.
 */
export function updatedBaseline(
  previous: Baseline | undefined,
  results: readonly CheckResult[],
  checks: readonly Pick<Selectable, 'id' | 'drafts'>[],
): Baseline {
  const before = new Map(previous?.entries.map((entry) => [keyOf(entry), entry]))
  const judged = results.filter((result) => !result.notRun)
  const ran = new Set(judged.map(({ id, draft }) => keyOf({ check: id, draft })))
  const kept = [...before.values()].filter((entry) => !ran.has(keyOf(entry)) && whyStale(entry, checks) === undefined)
  const made = judged.flatMap((result): BaselineEntry[] => {
    const { id: check, draft, verdict } = result
    const old = before.get(keyOf({ check, draft }))
    if (verdict === 'pass') return []
    if (!worthKnowing.has(verdict) && old?.expect !== verdict) return []
    return [{ ...old, check, draft, expect: verdict, reason: old?.reason ?? reasonFrom(result) }]
  })
  const entries = [...kept, ...made].sort((a, b) => compare(a.check, b.check) || compare(a.draft, b.draft))
  return { format: 'mimicry-baseline/1', entries }
}

/** The file's text: the same entries give the same bytes, whatever their order or that of their members was. */
export function baselineText({ format, entries }: Baseline): string {
  const ordered = entries.map(({ check, draft, expect, reason, issue, expires }) => ({
    check,
    draft,
    expect,
    reason,
    issue,
    expires,
  }))
  return `${JSON.stringify({ format, entries: ordered }, null, 2)}\n`
}

function reasonFrom({ findings, reason }: CheckResult): string {
  const [first] = findings
  return first ? `expected ${first.expected}, got ${first.actual}` : (reason ?? 'known at the time of writing')
}

function whyStale(
  { check, draft }: Pick<BaselineEntry, 'check' | 'draft'>,
  checks: readonly Pick<Selectable, 'id' | 'drafts'>[],
): string | undefined {
  const known = checks.find(({ id }) => id === check)
  if (!known) {
    const near = didYouMean(
      check,
      checks.map(({ id }) => id),
    )
    return `there is no check ${check}${near}`
  }
  return isDraft(draft) && known.drafts.includes(draft)
    ? undefined
    : `the check ${check} does not exist in draft ${draft}`
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BaselineError(
      `the baseline ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function keyOf({ check, draft }: { check: string; draft: string }): string {
  return `${check} in draft ${draft}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
