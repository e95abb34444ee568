import { describe, expect, it } from 'vitest'
import {
  type Baseline,
  type BaselineEntry,
  baselineText,
  describeMark,
  markOf,
  parseBaseline,
  problemsOf,
  updatedBaseline,
} from './baseline.js'
import type { CheckResult } from './result.js'

const checks = [
  { id: 'a.one', drafts: ['01', '06'] as const },
  { id: 'a.two', drafts: ['06'] as const },
]
const entry: BaselineEntry = { check: 'a.one', draft: '06', expect: 'fail', reason: 'known', issue: 'https://x/1' }
const baseline = (...entries: BaselineEntry[]): Baseline => ({ format: 'mimicry-baseline/1', entries })

function result(verdict: CheckResult['verdict'], more: Partial<CheckResult> = {}): CheckResult {
  return {
    id: 'a.one',
    title: 'One',
    draft: '06',
    area: 'KEY',
    level: 'MUST',
    requirements: ['MIMI-KEY-018'],
    verdict,
    reason: null,
    durationMs: 1,
    findings: [],
    ...more,
  }
}

describe('a baseline entry', () => {
  it('foresees exactly its verdict', () => {
    expect(markOf(baseline(entry), result('fail'))?.state).toBe('as-expected')
    for (const verdict of ['pass', 'warn', 'error', 'skip'] as const)
      expect(markOf(baseline(entry), result(verdict))?.state).toBe('unexpected')
    expect(markOf(baseline(entry), result('fail', { draft: '01' }))).toBeUndefined()
  })

  it('says nothing about a check that was not run', () => {
    expect(markOf(baseline(entry), result('skip', { notRun: true }))).toBeUndefined()
  })

  it('tells the reader of an unexpected pass to remove it', () => {
    const marked = result('pass', { baseline: markOf(baseline(entry), result('pass')) })
    expect(describeMark(marked)).toBe(
      'the baseline expects fail (known) but it ended in pass; it passes now: remove the entry',
    )
  })
})

describe('problems of a baseline', () => {
  const plan = [{ draft: '06' as const, checks: [{ id: 'a.one' }, { id: 'a.two' }] }]
  const problems = (...entries: BaselineEntry[]) =>
    problemsOf(
      baseline(...entries),
      checks.map(({ id, drafts }) => ({ id, drafts: [...drafts] })),
      plan,
      '2026-11-20',
    )

  it('are checks that do not exist, or not in that draft', () => {
    expect(problems({ ...entry, check: 'a.onne' })).toMatchObject([
      { kind: 'stale', text: expect.stringContaining('there is no check a.onne (did you mean a.one') },
    ])
    expect(problems({ ...entry, check: 'a.two', draft: '01' })).toMatchObject([
      { kind: 'stale', text: expect.stringContaining('does not exist in draft 01') },
    ])
  })

  it('are entries past their last day, of checks that were run', () => {
    expect(problems({ ...entry, expires: '2026-11-19' })).toMatchObject([{ kind: 'expired', check: 'a.one' }])
    expect(problems({ ...entry, expires: '2026-11-20' })).toEqual([])
    expect(problems({ ...entry, draft: '01', expires: '2020-01-01' })).toEqual([])
  })
})

describe('writing a baseline', () => {
  const all = checks.map(({ id, drafts }) => ({ id, drafts: [...drafts] }))

  it('records what fails, keeps reason, issue and what was not run, drops what passes or is unknown', () => {
    const previous = baseline(
      { ...entry, reason: 'mine' },
      { ...entry, draft: '01', reason: 'not run' },
      { ...entry, check: 'gone' },
      { ...entry, check: 'a.two', reason: 'passes now' },
    )
    const finding = {
      requirement: 'MIMI-KEY-018',
      severity: 'warn' as const,
      section: '5.2',
      expected: 'status 200',
      actual: 'status 500',
      repeat: 'npx mimicry run',
    }
    const written = updatedBaseline(
      previous,
      [result('warn', { findings: [finding] }), result('pass', { id: 'a.two' })],
      all,
    )
    expect(written.entries).toEqual([
      { ...entry, draft: '01', reason: 'not run' },
      { ...entry, expect: 'warn', reason: 'mine' },
    ])
    expect(updatedBaseline(undefined, [result('fail', { findings: [finding] })], all).entries[0]?.reason).toBe(
      'expected status 200, got status 500',
    )
  })

  it('gives the same bytes for the same entries, and reads them back', () => {
    const text = baselineText(updatedBaseline(undefined, [result('fail', { id: 'a.two' }), result('fail')], all))
    expect(text).toBe(baselineText(updatedBaseline(undefined, [result('fail'), result('fail', { id: 'a.two' })], all)))
    expect(baselineText(parseBaseline(text, 'f'))).toBe(text)
  })
})

describe('reading a baseline', () => {
  it.each([
    ['{', /the baseline f.json is not JSON/],
    ['{"format":"mimicry-baseline/1"}', /not of the form/],
    [baselineText(baseline({ ...entry, reason: '' })), /entries/],
    [baselineText(baseline(entry, entry)), /two entries for a.one in draft 06/],
  ])('refuses %s', (text, message) => {
    expect(() => parseBaseline(text, 'f.json')).toThrow(message)
  })
})
