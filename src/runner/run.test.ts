import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Check } from '../check/define.js'
import type { Finding, Verdict } from '../check/finding.js'
import type { Evaluation } from '../check/verdict.js'
import type { Draft } from '../drafts/ids.js'
import type { Ending, Exchange } from '../transport/exchange.js'
import { Deadlines } from './deadline.js'
import { openEventLog, parseEvents, readEvents, type RunEvent } from './events.js'
import { orLeftBehind } from './left-behind.js'
import { type RunOptions, runChecks } from './run.js'
import type { Opening } from './session.js'
import { summarise } from './summary.js'

type Evaluate = (check: Check, signal: AbortSignal) => Partial<Evaluation> | Promise<Partial<Evaluation>>

const timing = { fanoutMs: 50, retryMs: 50, quietMs: 50 }
const finding: Finding = {
  requirement: 'MIMI-KEY-018',
  severity: 'fail',
  expected: 'status 200',
  actual: 'status 500',
}

function made(id: string, more: Partial<Check> = {}): Check {
  return {
    id,
    title: id,
    requirements: ['MIMI-KEY-018'],
    roles: ['provider'],
    needs: [],
    drafts: ['01', '02ed', '06'],
    fails: 'It fails.',
    area: 'KEY',
    level: 'MUST',
    run: async () => {},
    ...more,
  }
}

function ended(verdict: Verdict, more: Partial<Evaluation> = {}): Evaluation {
  return { verdict, reason: null, findings: [], exchanges: [], durationMs: 1, ...more }
}

function target(draft: Draft, evaluate: Evaluate, probe: () => string | null = () => null): Opening {
  return async () => ({
    draft,
    domain: `a-${draft}.example`,
    directory: `https://a-${draft}.example/.well-known/mimi-protocol-directory`,
    timing,
    probe: async () => probe(),
    evaluate: async (check, { signal }) => ({
      ...ended('pass'),
      ...(await evaluate(check, signal ?? new AbortController().signal)),
    }),
    late: () => [],
    close: async () => {},
  })
}

function exchange(ending: Ending, startedAt: number): Exchange {
  const message = { headers: [], body: new Uint8Array() }
  return {
    id: startedAt,
    direction: 'out',
    peer: 'b-06.example',
    method: 'GET',
    url: 'https://a-06.example/',
    request: message,
    response: null,
    ending,
    startedAt,
    durationMs: 1,
    tls: null,
    connection: 1,
  }
}

const run = (ids: string[] | Check[], evaluate: Evaluate, options: Partial<RunOptions> = {}) =>
  runChecks({
    plan: [{ draft: '06', checks: ids.map((id) => (typeof id === 'string' ? made(id) : id)) }],
    open: { '06': target('06', evaluate) },
    ...options,
  })

const verdicts = (checks: { id: string; verdict: Verdict }[]) =>
  Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]))

describe('a run', () => {
  it('lists results in the planned order, whatever ended first, with section and command', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const summary = await run(['x.slow', 'x.quick'], async ({ id }) => {
      if (id === 'x.slow') await held
      else release()
      return ended('fail', { findings: [finding] })
    })
    expect(summary.checks.map(({ id }) => id)).toEqual(['x.slow', 'x.quick'])
    expect(summary.summary).toMatchObject({ total: 2, fail: 2, pass: 0 })
    expect(summary.checks[0]?.findings[0]).toMatchObject({
      ...finding,
      section: '5.2',
      repeat: 'npx mimicry run --only x.slow --draft 06 --seed 1',
    })
    expect(summary).toMatchObject({ complete: true, exitStatus: 1, drafts: ['06'], planned: 2 })
  })

  it('never runs more at once than told, and the checks that want to be alone last and alone', async () => {
    const running = new Set<string>()
    const most = { together: 0, alone: 0 }
    const finished: string[] = []
    const evaluate: Evaluate = async ({ id, alone }) => {
      running.add(id)
      if (alone) most.alone = Math.max(most.alone, running.size)
      else most.together = Math.max(most.together, running.size)
      await new Promise((resolve) => setImmediate(resolve))
      running.delete(id)
      finished.push(id)
      return {}
    }
    const checks = [made('alone.a', { alone: true }), made('b'), made('c'), made('d'), made('alone.e', { alone: true })]
    await run(checks, evaluate, { concurrency: 2 })
    expect(most).toEqual({ together: 2, alone: 1 })
    expect(finished.slice(3)).toEqual(['alone.a', 'alone.e'])
  })

  it('takes a random order from its seed alone', async () => {
    const orderOf = async (seed: number) => {
      const order: string[] = []
      const ids = Array.from({ length: 12 }, (_, index) => `x.${index}`)
      const options = { order: 'random', seed, concurrency: 1 } as const
      await run(ids, ({ id }) => (order.push(id), {}), options)
      return order
    }
    const first = await orderOf(7)
    expect(await orderOf(7)).toEqual(first)
    expect(await orderOf(8)).not.toEqual(first)
    expect(first.toSorted()).toEqual((await orderOf(8)).toSorted())
  })

  it('counts what a check throws past its evaluation as its own fault', async () => {
    const summary = await run(['x'], () => {
      throw new Error('boom')
    })
    expect(summary.checks[0]).toMatchObject({ verdict: 'error', reason: "Mimicry's own fault: boom" })
    expect(summary.exitStatus).toBe(3)
  })

  it('runs drafts side by side, each against its own target', async () => {
    const arrived = new Set<string>()
    let bothHere = () => {}
    const both = new Promise<void>((resolve) => (bothHere = resolve))
    const meet = (draft: string) => async () => {
      arrived.add(draft)
      if (arrived.size === 2) bothHere()
      await both
      return {}
    }
    const summary = await runChecks({
      plan: [
        { draft: '01', checks: [made('x')] },
        { draft: '06', checks: [made('x')] },
      ],
      open: { '01': target('01', meet('01')), '06': target('06', meet('06')) },
    })
    expect(summary.targets.map(({ domain }) => domain)).toEqual(['a-01.example', 'a-06.example'])
    expect(summary.exitStatus).toBe(0)
  })

  it('stops at the first that does not conform when asked, and says why the rest was not run', async () => {
    const summary = await run(['a', 'b', 'c'], ({ id }) => ended(id === 'b' ? 'fail' : 'pass'), {
      concurrency: 1,
      failFast: true,
    })
    expect(verdicts(summary.checks)).toEqual({ a: 'pass', b: 'fail', c: 'skip' })
    expect(summary.checks[2]).toMatchObject({ notRun: true, reason: expect.stringContaining('after b ended in fail') })
  })
})

describe('what was to stay away', () => {
  it('counts against its check when it comes after all', async () => {
    const open = target('06', () => ({}))
    const late: Finding = { ...finding, expected: 'nothing arrives', actual: 'it came late' }
    const summary = await run(['a', 'b'], () => ({}), {
      open: {
        '06': async (signal) => ({ ...(await open(signal)), late: () => [{ check: 'a', finding: late }] }),
      },
    })
    expect(verdicts(summary.checks)).toEqual({ a: 'fail', b: 'pass' })
    expect(summary.checks[0]?.findings).toMatchObject([{ actual: 'it came late', section: '5.2' }])
  })
})

describe('a check that heeds no deadline', () => {
  it('is left behind', async () => {
    const never = new Promise<number>(() => {})
    const bounds = { deadlineMs: 1, graceMs: 1, signal: new AbortController().signal }
    await expect(orLeftBehind(never, bounds)).rejects.toThrow('did not heed its deadline of 1 ms')
    const interrupted = { deadlineMs: 60_000, graceMs: 1, signal: AbortSignal.abort() }
    await expect(orLeftBehind(never, interrupted)).rejects.toThrow('did not heed')
    await expect(orLeftBehind(Promise.resolve(7), bounds)).resolves.toBe(7)
  })
})

describe('the deadline of a check', () => {
  const timingOf = { fanoutMs: 100, quietMs: 50, retryMs: 400 }

  it('grows with the waits and with the latency of the target, up to the bound', () => {
    const deadlines = new Deadlines(timingOf, 60_000)
    const quick = deadlines.next()
    expect(new Deadlines({ ...timingOf, fanoutMs: 1100 }, 60_000).next()).toBe(quick + 3000)
    expect(deadlines.next(true)).toBe(quick + 400)
    deadlines.learn([{ direction: 'out', ending: { kind: 'answered' }, durationMs: 200 }])
    const slow = deadlines.next()
    expect(slow).toBeGreaterThan(quick)
    deadlines.learn([{ direction: 'in', ending: { kind: 'answered' }, durationMs: 9999 }])
    expect(deadlines.next()).toBe(slow)
    deadlines.measured(1_000_000)
    expect(deadlines.next()).toBe(60_000)
  })
})

describe('exit status', () => {
  const statusOf = async (verdict: Verdict, options: Partial<RunOptions> = {}) =>
    (await run(['x'], () => ended(verdict), options)).exitStatus
  const expecting = (expect: 'fail' | 'warn' | 'skip' | 'error', more = {}): Partial<RunOptions> => ({
    baseline: {
      file: 'b.json',
      content: {
        format: 'mimicry-baseline/1',
        entries: [{ check: 'x', draft: '06', expect, reason: 'known', ...more }],
      },
      checks: [made('x')],
    },
  })

  it.each<[Verdict, number]>([
    ['pass', 0],
    ['fail', 1],
    ['warn', 0],
    ['observe', 0],
    ['skip', 3],
    ['error', 3],
  ])('of a run of one %s is %i', async (verdict, status) => {
    expect(await statusOf(verdict)).toBe(status)
  })

  it('lets a warn count under strict', async () => {
    expect(await statusOf('warn', { strict: true })).toBe(1)
  })

  it('is as the baseline says', async () => {
    expect(await statusOf('fail', expecting('fail'))).toBe(0)
    expect(await statusOf('error', expecting('error'))).toBe(0)
    expect(await statusOf('skip', expecting('skip'))).toBe(0)
    expect(await statusOf('warn', { ...expecting('warn'), strict: true })).toBe(0)
    expect(await statusOf('pass', expecting('fail'))).toBe(1)
    expect(await statusOf('skip', expecting('fail'))).toBe(1)
    expect(await statusOf('pass', expecting('fail', { check: 'unknown' }))).toBe(1)
    expect(await statusOf('fail', expecting('fail', { expires: '2001-01-01' }))).toBe(1)
  })

  it('puts a fail before an error', async () => {
    const summary = await run(['a', 'b'], ({ id }) => ended(id === 'a' ? 'error' : 'fail'))
    expect(summary.exitStatus).toBe(1)
  })

  it('is 3 for a target out of reach, whose checks are skipped and not compared with the baseline', async () => {
    const gone: Opening = async () => ({
      draft: '06',
      domain: 'a.example',
      directory: 'https://a.example/',
      unreachable: 'no connection: ECONNREFUSED',
    })
    const summary = await run(['x'], () => ended('pass'), { ...expecting('fail'), open: { '06': gone } })
    expect(summary.exitStatus).toBe(3)
    expect(summary.checks[0]).toMatchObject({
      verdict: 'skip',
      notRun: true,
      reason: expect.stringContaining('ECONNREFUSED'),
    })
    expect(summary.targets[0]?.unreachable).toContain('ECONNREFUSED')
  })

  it('is 130 when interrupted, with what was finished', async () => {
    const control = new AbortController()
    const summary = await run(
      ['a', 'b', 'c'],
      async ({ id }, signal) => {
        if (id === 'a') return ended('fail')
        control.abort()
        expect(signal.aborted).toBe(true)
        return ended('error')
      },
      { concurrency: 1, signal: control.signal },
    )
    expect(verdicts(summary.checks)).toEqual({ a: 'fail' })
    expect(summary).toMatchObject({ exitStatus: 130, interrupted: true, complete: false, planned: 3 })
  })
})

describe('a target that dies', () => {
  const dropped = (at: number) => exchange({ kind: 'dropped', phase: 'answer', detail: 'reset' }, at)
  const refused = (at: number) => exchange({ kind: 'no-connection', detail: 'ECONNREFUSED' }, at)

  it('is reported at the check that killed it, and the rest is skipped', async () => {
    let dead = false
    const told = await runChecks({
      plan: [{ draft: '06', checks: ['a', 'killer', 'c', 'd'].map((id) => made(id)) }],
      open: {
        '06': target(
          '06',
          ({ id }) => {
            if (id === 'killer') dead = true
            return dead ? ended('fail', { exchanges: [id === 'killer' ? dropped(5) : refused(9)] }) : {}
          },
          () => (dead ? 'no connection' : null),
        ),
      },
      concurrency: 2,
    })
    expect(verdicts(told.checks)).toEqual({ a: 'pass', killer: 'fail', c: 'skip', d: 'skip' })
    expect(told.checks[1]?.findings[0]).toMatchObject({
      expected: 'the target goes on answering',
      actual: expect.stringContaining('no connection'),
    })
    expect(told.checks[3]?.reason).toContain('stopped answering during killer')
    expect(told.remarks[0]).toContain('killer')
  })

  it('is reported at the last check when nothing noticed', async () => {
    let asked = 0
    const summary = await runChecks({
      plan: [{ draft: '06', checks: [made('a'), made('b')] }],
      open: {
        '06': target(
          '06',
          () => ({}),
          () => (asked++, 'no connection'),
        ),
      },
      concurrency: 1,
    })
    expect(verdicts(summary.checks)).toEqual({ a: 'pass', b: 'fail' })
    expect(asked).toBe(3)
  })
})

describe('events', () => {
  it('fold to the summary of the run, and as far as they go when cut off', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'mimicry-')), 'out', 'events.jsonl')
    const log = openEventLog(file)
    const summary = await run(['a', 'b'], () => ended('pass'), { sinks: [log], concurrency: 1 })
    log.close()
    expect(summarise(readEvents(file))).toEqual(summary)

    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.slice(0, text.lastIndexOf('"event":"check"') + 40))
    const cut = summarise(readEvents(file))
    expect(verdicts(cut.checks)).toEqual({ a: 'pass' })
    expect(cut).toMatchObject({ complete: false, planned: 2, exitStatus: 3 })
  })

  it('are safe before the next thing happens', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'mimicry-')), 'events.jsonl')
    const log = openEventLog(file)
    const seen: RunEvent['event'][] = []
    await run(
      ['a', 'b'],
      () => {
        seen.push(...parseEvents(readFileSync(file, 'utf8')).map(({ event }) => event))
        return {}
      },
      { sinks: [log], concurrency: 1 },
    )
    log.close()
    expect(seen).toEqual(['start', 'target', 'begin', 'start', 'target', 'begin', 'check', 'begin'])
  })

  it('end also when a target cannot be opened', async () => {
    const events: RunEvent[] = []
    const options = {
      sinks: [{ record: (event: RunEvent) => void events.push(event) }],
      open: { '06': () => Promise.reject(new Error('no driver')) },
    }
    await expect(run(['a'], () => ({}), options)).rejects.toThrow('no driver')
    expect(summarise(events)).toMatchObject({ complete: false, exitStatus: 3 })
  })

  it('refuses what is no run', () => {
    expect(() => summarise([])).toThrow(/no run of Mimicry/)
    expect(() => parseEvents('nonsense\n')).toThrow(SyntaxError)
  })
})
