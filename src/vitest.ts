/**
 * Mimicry's checks as tests of an implementer's own vitest suite.
 *
 * ```ts
 * // mimi.test.ts
 * import { mimicry } from 'mimicry/vitest'
 *
 * mimicry({ url: 'https://127.0.0.1:8443', draft: '06', driver: { url: 'http://127.0.0.1:8080/' } })
 * ```
 *
 * @module
 */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { resultText } from '../reports/console.js'
import type { Check } from './check/define.js'
import { embed, type Embedded } from './cli/embedded.js'
import { prepare, type Prepared, type RunConfiguration } from './cli/prepare.js'
import { markOf, problemsOf } from './runner/baseline.js'
import { Deadlines } from './runner/deadline.js'
import { openTarget } from './runner/open.js'
import { resultOf } from './runner/reported.js'
import { repeatCommand } from './runner/run.js'
import { type PlannedDraft, select } from './runner/select.js'
import type { Session } from './runner/session.js'
import { isUnexpected } from './runner/status.js'
import type { TargetConfiguration } from './target/configuration.js'

export type { RunConfiguration } from './cli/prepare.js'

/** Longest time for starting, introducing and ending a target, ms. */
const hookMs = 60_000

/**
 * Registers one test per check, in a group per draft. A skip is skipped with its reason; a fail (with `strict` also a
 * warn) and an error fail, with the text that `mimicry run` prints.
 */
export function mimicry(configuration: RunConfiguration = {}): void {
  describe('mimicry', async () => {
    const prepared = await prepare(configuration)
    const { targets, selection } = prepared.configuration
    const { fault } = prepared
    const drafts = targets.map(({ draft }) => draft).filter((draft) => !fault || fault.drafts.includes(draft))
    const plan = select(prepared.checks, drafts, selection).filter(({ checks }) => checks.length > 0)
    registerBaseline(prepared, plan)
    for (const { draft, checks } of plan) {
      const target = targets.find((one) => one.draft === draft)
      if (target) registerDraft(prepared, target, checks)
    }
  })
}

function registerBaseline({ baseline, checks }: Prepared, plan: readonly PlannedDraft<Check>[]): void {
  if (!baseline) return
  test('baseline', () => {
    const problems = problemsOf(baseline.content, checks, plan, new Date().toISOString().slice(0, 10))
    if (problems.length === 0) return
    throw plainError(problems.map(({ check, draft, text }) => `${check} [${draft}]: ${text}`).join('\n'))
  })
}

function registerDraft(prepared: Prepared, target: TargetConfiguration, checks: readonly Check[]): void {
  const { seed, timeoutMs } = prepared.configuration
  const repeat = prepared.configuration.external ? (target.directory ?? '') : ''
  const control = new AbortController()
  let connection: { session: Session; deadlines: Deadlines } | string = 'not connected'
  let embedded: Embedded | undefined

  describe(`draft ${target.draft}`, () => {
    beforeAll(async () => {
      if (!prepared.configuration.external) embedded = await embed([target], prepared.fault)
      const opened = await openTarget(embedded?.targets[0] ?? target, { timeoutMs, signal: control.signal })
      if ('unspoken' in opened) connection = opened.unspoken
      else if ('unreachable' in opened) connection = `the target is unreachable: ${opened.unreachable}`
      else connection = { session: opened, deadlines: new Deadlines(opened.timing, timeoutMs) }
    }, hookMs)

    afterAll(async () => {
      control.abort()
      if (typeof connection !== 'string') await connection.session.close()
      await embedded?.close()
    }, hookMs)

    const register = (check: Check) => {
      test(`${check.id}: ${check.title}`, { timeout: timeoutMs + hookMs }, async ({ skip }) => {
        if (typeof connection === 'string') throw plainError(connection)
        const { session, deadlines } = connection
        const { draft } = session
        const evaluation = await session.evaluate(check, {
          deadlineMs: deadlines.next(check.retries),
          signal: control.signal,
        })
        deadlines.learn(evaluation.exchanges)
        const result = resultOf(check, draft, evaluation, repeatCommand(repeat, check.id, draft, seed))
        const baseline = prepared.baseline && markOf(prepared.baseline.content, result)
        const judged = baseline ? { ...result, baseline } : result
        const isError = judged.verdict === 'error' && baseline?.state !== 'as-expected'
        if (isError || isUnexpected(judged, prepared.strict)) throw plainError(resultText(judged))
        if (judged.verdict === 'skip') skip(judged.reason ?? undefined)
      })
    }
    describe.concurrent('checks', () => {
      for (const check of checks) if (!check.alone) register(check)
    })
    const alone = checks.filter((check) => check.alone)
    if (alone.length > 0) describe.sequential('alone', () => alone.forEach(register))
  })
}

/** An error about the target: where in Mimicry it was thrown tells an implementer nothing. */
function plainError(text: string): Error {
  const error = new Error(text)
  error.stack = text
  return error
}
