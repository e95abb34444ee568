import { beforeAll, describe, expect, it } from 'vitest'
import type { Evaluation } from '../src/check/verdict.js'
import { embed } from '../src/cli/embedded.js'
import { encode, tryDecode } from '../src/codec/index.js'
import { type Draft, drafts } from '../src/drafts/ids.js'
import { responseName } from '../src/peers/endpoints.js'
import { openTarget } from '../src/runner/open.js'
import type { CheckResult, Summary } from '../src/runner/result.js'
import { runChecks, type RunOptions } from '../src/runner/run.js'
import { select } from '../src/runner/select.js'
import type { Opening } from '../src/runner/session.js'
import { loadConfiguration, type TargetConfiguration } from '../src/target/configuration.js'
import { actions } from '../src/transport/actions.js'
import type { Exchange } from '../src/transport/exchange.js'
import { structures } from '../src/wire/structures.js'
import { checks } from './index.js'
import skips from './skips.json' with { type: 'json' }

interface Evaluated {
  check: string
  draft: Draft
  evaluation: Evaluation
}

/** A check that the reference provider cannot be judged by yet. */
interface KnownSkip {
  /** Id of a check; `*` stands for any text. */
  check: string
  /** In these drafts; in all of the check's when absent. */
  drafts?: string[]
  /** The reason that the skip gives, or a part of it. */
  reason: string
}

const listed: KnownSkip[] = skips

function covers({ check, drafts: some, reason: part }: KnownSkip, { id, draft, reason }: CheckResult): boolean {
  const pattern = new RegExp(`^${check.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
  return pattern.test(id) && (some?.includes(draft) ?? true) && (reason?.includes(part) ?? false)
}

const timeoutMs = 60_000

/** Opens a target whose evaluations are kept. */
function recorded(target: TargetConfiguration, kept: Evaluated[]): Opening {
  return async (signal) => {
    const opened = await openTarget(target, { timeoutMs, signal })
    if ('unspoken' in opened) throw new Error(opened.unspoken)
    if ('unreachable' in opened) return opened
    return {
      ...opened,
      async evaluate(check, options) {
        const evaluation = await opened.evaluate(check, options)
        kept.push({ check: check.id, draft: target.draft, evaluation })
        return evaluation
      },
    }
  }
}

/** Every check of every draft against the reference provider. */
async function wholeRun(options: Partial<RunOptions>): Promise<{ summary: Summary; kept: Evaluated[] }> {
  const configuration = await loadConfiguration({ flags: {}, env: {}, cwd: process.cwd(), content: {} })
  const embedded = await embed(configuration.targets)
  const kept: Evaluated[] = []
  const open = Object.fromEntries(embedded.targets.map((target) => [target.draft, recorded(target, kept)]))
  try {
    const summary = await runChecks({ plan: select(checks, drafts), open, timeoutMs, ...options })
    return { summary, kept }
  } finally {
    await embedded.close()
  }
}

describe.each<[string, Partial<RunOptions>]>([
  ['one check at a time', { concurrency: 1 }],
  ['sixteen checks at once, in random order', { concurrency: 16, order: 'random', seed: 20_260 }],
])('the whole suite against the reference provider, %s', (_, options) => {
  let summary: Summary
  let kept: Evaluated[]
  beforeAll(async () => {
    const run = await wholeRun(options)
    summary = run.summary
    kept = run.kept
  }, 300_000)

  it('reaches its end, with a verdict for every check of every draft', () => {
    const planned = checks.flatMap(({ id, drafts: some }) => some.map((draft) => `${id} ${draft}`))
    expect(summary.complete).toBe(true)
    expect(summary.checks.map(({ id, draft }) => `${id} ${draft}`).toSorted()).toEqual(planned.toSorted())
  })

  it('ends no check in fail, warn or error', () => {
    const bad = summary.checks.filter(({ verdict }) => !['pass', 'observe', 'skip'].includes(verdict))
    expect(bad.map(({ id, draft, verdict, reason, findings }) => ({ id, draft, verdict, reason, findings }))).toEqual(
      [],
    )
  })

  it('skips what the list of skips says, for the reason that it gives, and nothing else', () => {
    const skipped = summary.checks.filter(({ verdict }) => verdict === 'skip')
    const unlisted = skipped.filter((result) => !listed.some((skip) => covers(skip, result)))
    const stale = listed.filter((skip) => !skipped.some((result) => covers(skip, result)))
    expect({
      unlisted: unlisted.map(({ id, draft, reason }) => ({ id, draft, reason })),
      stale: stale.map(({ check }) => check),
    }).toEqual({ unlisted: [], stale: [] })
  })

  it('gives every exchange to the check that caused it', () => {
    const foreign = kept.flatMap(({ check, evaluation }) =>
      evaluation.exchanges.flatMap(({ owner, method, url }) => (owner === check ? [] : { check, owner, method, url })),
    )
    expect(foreign).toEqual([])
  })

  it('sends as valid only what reads strictly and is written the same again', () => {
    const sent = kept.flatMap(({ check, draft, evaluation }) =>
      evaluation.exchanges.filter(({ valid }) => valid).map((exchange) => ({ check, draft, exchange })),
    )
    const inDrafts = new Set(sent.flatMap(({ draft, exchange }) => (exchange.struct ? draft : [])))
    expect([...inDrafts].toSorted()).toEqual([...drafts].toSorted())
    const wrong = sent.flatMap(({ check, draft, exchange }) => {
      const problem = problemOf(exchange, draft)
      return problem === null ? [] : { check, draft, struct: exchange.struct, url: exchange.url, problem }
    })
    expect(wrong).toEqual([])
  })

  it('answers the target only with what reads strictly and is written the same again', () => {
    const answered = kept.flatMap(({ check, draft, evaluation }) =>
      evaluation.exchanges.flatMap(({ direction, url, response }) => {
        const action = actions.find((one) => url.includes(`/${one}/`))
        const struct = direction === 'in' && response?.status === 200 && action ? responseName(action) : undefined
        return struct && response ? { check, draft, url, struct, body: response.body } : []
      }),
    )
    expect(new Set(answered.map(({ struct }) => struct)).size).toBeGreaterThan(2)
    const wrong = answered.flatMap(({ check, draft, url, struct, body }) => {
      const problem = misread(struct, body, draft)
      return problem === null ? [] : { check, draft, struct, url, problem }
    })
    expect(wrong).toEqual([])
  })
})

/** What is wrong with a body sent as valid; null where nothing is, or where it has no structure. */
function problemOf({ struct, request: { body } }: Exchange, draft: Draft): string | null {
  return struct === undefined ? null : misread(struct, body, draft)
}

/** Why a body is not this structure, written as we write it; null where it is. */
function misread(struct: string, body: Uint8Array, draft: Draft): string | null {
  const codec = structures(draft)[struct]
  if (!codec) return body.length === 0 ? null : `the draft has no ${struct}`
  const read = tryDecode(codec, body)
  if (!read.ok) return `${read.error.code}: ${read.error.message}`
  return Buffer.compare(encode(codec, read.value), body) === 0 ? null : 'it is written in other bytes'
}
