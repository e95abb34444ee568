import { describe, expect, it } from 'vitest'
import type { CheckResult, Summary } from '../src/runner/result.js'
import { countVerdicts } from '../src/runner/result.js'
import { compile } from '../src/transport/validate.js'
import { consoleReport, progressLine, resultLine } from './console.js'
import { htmlReport } from './html.js'
import { jsonReport, resultSchema } from './json.js'
import { junitReport } from './junit.js'
import { markdownReport } from './markdown.js'

const hostile = '\u0000\u001b[31m <script>alert("1")</script> ]]> & \ud800 caf\u00e9 `|*_\r\n<skipped/>'

function result(id: string, verdict: CheckResult['verdict'], more: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    title: `Title of ${id}`,
    draft: '06',
    area: 'KEY',
    level: 'MUST',
    requirements: ['MIMI-KEY-018'],
    verdict,
    reason: verdict === 'skip' ? 'the driver lacks createUser' : verdict === 'error' ? 'boom' : null,
    durationMs: 12,
    findings: [],
    ...more,
  }
}

const message = { headers: [['From', 'b-06.example']] as [string, string][], body: 'AAEC', bodyLength: 3 }
const failing = result('key-material.reuse', 'fail', {
  findings: [
    {
      requirement: 'MIMI-KEY-018',
      severity: 'fail',
      section: '5.2',
      expected: 'another key package',
      actual: 'the same one again',
      path: 'clients[1].keyPackage',
      offset: 12,
      exchange: 7,
      note: 'seen twice',
      repeat: 'npx mimicry run https://a.example --only key-material.reuse --draft 06 --seed 1',
    },
  ],
  exchanges: [
    {
      id: 7,
      direction: 'out',
      peer: 'b-06.example',
      method: 'POST',
      url: 'https://a.example/keyMaterial',
      status: 200,
      ending: 'status 200',
      durationMs: 3,
      request: message,
      response: { ...message, bodyLength: 100_000 },
      struct: 'KeyMaterialRequest',
    },
  ],
})

function summary(checks: CheckResult[], more: Partial<Summary> = {}): Summary {
  return {
    format: 'mimicry-result/1',
    version: '0.1.0',
    seed: 1,
    started: '2026-11-20T12:00:00.000Z',
    durationMs: 4200,
    targets: [{ draft: '06', domain: 'a.example', directory: 'https://a.example/.well-known/mimi-protocol-directory' }],
    drafts: ['06'],
    complete: true,
    interrupted: false,
    strict: false,
    planned: checks.length,
    exitStatus: 1,
    summary: countVerdicts(checks),
    checks,
    remarks: [],
    ...more,
  }
}

const mixed = summary([
  result('a.passes', 'pass'),
  result('b.skips', 'skip'),
  result('b.skips', 'skip', { draft: '01' }),
  result('c.warns', 'warn'),
  failing,
  result('d.errs', 'error'),
  result('e.observes', 'observe'),
])
const nasty = summary([
  result('x.hostile', 'fail', {
    title: hostile,
    findings: [{ ...failing.findings[0]!, expected: hostile, actual: hostile, path: hostile, note: hostile }],
  }),
  result('x.skips', 'skip', { reason: hostile }),
  result('x.errs', 'error', { reason: hostile }),
])

describe('the console report', () => {
  it('says what an implementer needs, failures first, passes not at all, counts and files last', () => {
    const text = consoleReport(mixed, { files: ['mimicry-out/result.json'] })
    expect(text.startsWith('FAIL      key-material.reuse [06] MUST\n')).toBe(true)
    expect(text).toContain('MIMI-KEY-018 (draft 06, section 5.2): ')
    expect(text).toMatch(/expected {2}another key package\n +actual {4}the same one again\n/)
    expect(text).toContain('at        clients[1].keyPackage, byte 12, exchange 7')
    expect(text).toContain('repeat: npx mimicry run https://a.example --only key-material.reuse --draft 06 --seed 1')
    expect(text).toContain('SKIP      2 x the driver lacks createUser\n          b.skips\n')
    expect(text).not.toContain('a.passes')
    expect(text.indexOf('d.errs')).toBeLessThan(text.indexOf('c.warns'))
    expect(text.trimEnd().split('\n').slice(-3)).toEqual([
      '7 checks: 1 pass, 1 fail, 1 warn, 1 observe, 2 skip, 1 error (4.2 s, seed 1)',
      'does not conform',
      'reports: mimicry-out/result.json',
    ])
    expect(consoleReport(mixed, { verbose: true })).toContain('PASS      a.passes [06]')
  })

  it('tells one observation of several drafts once', () => {
    const observed = (draft: '01' | '06') =>
      result('e.observes', 'observe', {
        draft,
        findings: failing.findings.map((finding) => ({ ...finding, severity: 'observe', actual: 'it hides' })),
      })
    const some = summary([observed('01'), observed('06')], { exitStatus: 0 })
    expect(consoleReport(some)).toContain('OBSERVE   [01, 06] e.observes: it hides\n')
    expect(consoleReport(some, { verbose: true })).toContain('OBSERVE   e.observes [06] MUST\n')
  })

  it('is printable ASCII whatever a target answers', () => {
    for (const text of [consoleReport(nasty), ...nasty.checks.map(resultLine)]) expect(text).toMatch(/^[\n\x20-\x7e]*$/)
    for (const result of nasty.checks) expect(resultLine(result).trimEnd()).not.toContain('\n')
  })

  it('shows what the baseline did not foresee, and what is wrong with it', () => {
    const passing = result('a.passes', 'pass', { baseline: { expect: 'fail', reason: 'bug', state: 'unexpected' } })
    const problems = [{ check: 'gone', draft: '06', kind: 'stale' as const, text: 'there is no check gone' }]
    const text = consoleReport(summary([passing], { baseline: { file: 'b.json', problems } }))
    expect(text).toContain('the baseline expects fail (bug) but it ended in pass; it passes now: remove the entry')
    expect(text).toContain('BASELINE  gone [06]: there is no check gone')
  })

  it('says why nothing could be judged', () => {
    const [target] = mixed.targets
    const gone = { ...target!, unreachable: 'no connection: ECONNREFUSED' }
    expect(consoleReport(summary([], { targets: [gone], exitStatus: 3 }))).toContain(
      'target of draft 06 unreachable: no connection: ECONNREFUSED',
    )
    expect(consoleReport(summary([failing], { interrupted: true, planned: 9, exitStatus: 130 }))).toContain(
      'interrupted after 1 of 9 checks',
    )
  })

  it('keeps its progress line within the terminal', () => {
    const progress = { done: 3, planned: 300, counts: { fail: 1, warn: 0, error: 0 }, current: 'x'.repeat(200) }
    expect(progressLine(progress, 80)).toHaveLength(79)
    expect(progressLine(progress, 80)).toMatch(/^3\/300, 1 fail {2}x+$/)
  })
})

describe('the JSON report', () => {
  it('is as its schema says, also with hostile text, a baseline and nothing judged', () => {
    const validate = compile(resultSchema)
    const marked = result('m', 'fail', { baseline: { expect: 'fail', reason: 'r', issue: 'i', state: 'as-expected' } })
    for (const some of [mixed, nasty, summary([]), summary([marked], { baseline: { file: 'b', problems: [] } })]) {
      expect(validate(JSON.parse(jsonReport(some)))).toMatchObject({ ok: true })
    }
  })

  it('has a schema that refuses what a result is not', () => {
    const validate = compile(resultSchema)
    const broken: unknown[] = [
      { ...mixed, format: 'mimicry-result/2' },
      { ...mixed, checks: [result('x', 'skip', { reason: null })] },
      { ...mixed, checks: [{ ...failing, verdict: 'PASS' }] },
      { ...mixed, checks: [{ ...failing, findings: [{ requirement: 'MIMI-KEY-018' }] }] },
      { ...mixed, summary: { total: 1 } },
    ]
    for (const value of broken) expect(validate(value).ok).toBe(false)
  })
})

describe('the JUnit report', () => {
  it('has a suite per area and draft, with every verdict as CI readers expect it', () => {
    const xml = junitReport(mixed)
    expect(xml).toMatch(/<testsuites [^>]*name="mimicry"/)
    expect(xml).toMatch(/<testsuite [^>]*name="KEY \(draft 06\)"[^>]* tests="6" failures="1" errors="1" skipped="1"/)
    expect(xml).toMatch(/<testsuite [^>]*name="KEY \(draft 01\)"[^>]* tests="1" failures="0" errors="0" skipped="1"/)
    expect(xml).toContain('<skipped message="the driver lacks createUser"/>')
    expect(xml).toContain(
      '<failure message="key-material.reuse [06]: expected another key package, got the same one again"',
    )
    expect(xml).toContain('<error message="d.errs [06]: boom" type="error">')
    expect(xml).toMatch(/classname="mimicry.06.KEY" name="c.warns \[06\]"[^>]*>\s*<system-out>/)
  })

  it('lets a warn fail under strict, and what the baseline foresees pass', () => {
    const known = { ...failing, baseline: { expect: 'fail' as const, reason: 'r', state: 'as-expected' as const } }
    expect(junitReport(summary([result('w', 'warn')], { strict: true }))).toContain('failures="1"')
    expect(junitReport(summary([known]))).toContain('failures="0"')
    const problems = [{ check: 'gone', draft: '06', kind: 'stale' as const, text: 'there is no check gone' }]
    expect(junitReport(summary([known], { baseline: { file: 'b', problems } }))).toContain(
      'message="there is no check gone"',
    )
  })

  it('stays well-formed whatever a target answers', () => {
    expect(() => wellFormed(junitReport(nasty))).not.toThrow()
    expect(junitReport(nasty)).not.toMatch(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  })
})

describe('the Markdown report', () => {
  it('puts failures first and groups skips', () => {
    const text = markdownReport(mixed)
    expect(text.indexOf('## Fail')).toBeLessThan(text.indexOf('## Warn'))
    expect(text).toContain('- actual: the same one again')
    expect(text).toContain('| 2 | the driver lacks createUser | b.skips |')
    expect(text).not.toContain('a.passes')
  })

  it('lets no text become markup', () => {
    expect(markdownReport(nasty)).not.toContain('<script>')
    expect(markdownReport(nasty)).not.toMatch(/[^\\]`\\?\|/)
  })
})

describe('the HTML report', () => {
  it('opens failures, shows their exchanges and annotates what it can', () => {
    const html = htmlReport(mixed, (draft, struct, bytes) => `${draft} ${struct} of ${bytes.length}`)
    expect(html.indexOf('key-material.reuse')).toBeLessThan(html.indexOf('a.passes'))
    expect(html).toContain('data-verdict="fail" open')
    expect(html).not.toContain('data-verdict="pass" open')
    expect(html).toContain('06 KeyMaterialRequest of 3')
    expect(html).toContain('(the first 3 of 100000 bytes)')
    expect(html).toContain('00000000  00 01 02 ')
  })

  it('stands alone and lets no text become markup', () => {
    const html = htmlReport(nasty)
    expect(html).not.toMatch(/(src|href)=/)
    expect(html).not.toContain('<script>alert')
    expect(html.match(/<script>/g)).toHaveLength(1)
  })
})

/** A minimal reader of XML 1.0: elements nest, attributes are quoted and escaped, text has no stray markup. */
function wellFormed(xml: string): void {
  const token = /<\?xml[^>]*\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gy
  const open: string[] = []
  let end = 0
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    end = token.lastIndex
    const [whole, closing, name, , empty] = match
    if (name === undefined) {
      if (!whole.startsWith('<') && /&(?!amp;|lt;|gt;|quot;|apos;|#\w+;)/.test(whole))
        throw new Error(`bare & in ${whole}`)
    } else if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> closes something else`)
    } else if (!empty) open.push(name)
  }
  if (end !== xml.length || open.length > 0) throw new Error(`not well-formed at ${end}: ${xml.slice(end, end + 80)}`)
}
