import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../runner/events.js'
import type { CheckResult } from '../runner/result.js'
import type { Io } from './command.js'
import { ProgressSink } from './progress.js'
import { RunRecord } from './run-record.js'

const folder = mkdtempSync(join(tmpdir(), 'mimicry-record-'))

function world(terminal = false) {
  const said = { out: '', err: '' }
  const tasks: (() => Promise<void>)[] = []
  const io: Io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    env: {},
    cwd: folder,
    terminal,
    columns: 40,
    signal: new AbortController().signal,
    onCrash: (task) => void tasks.push(task),
  }
  return { io, said, tasks }
}

const start: RunEvent = {
  event: 'start',
  format: 'mimicry-events/1',
  version: '0.1.0',
  seed: 1,
  started: '2026-11-20T12:00:00.000Z',
  strict: false,
  plan: [{ draft: '06', checks: ['a.one', 'a.two'] }],
}

function ended(id: string, verdict: CheckResult['verdict'], more: Partial<CheckResult> = {}): RunEvent {
  const result: CheckResult = {
    id,
    title: id,
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
  return { event: 'check', atMs: 1, result }
}

describe('the record of a run', () => {
  it('has every report also when Mimicry falls over in its midst', async () => {
    const { io, tasks } = world()
    const out = join(folder, 'crash')
    const record = new RunRecord(io, { out, reports: ['json', 'junit', 'html', 'markdown'], verbose: false })
    expect(tasks).toHaveLength(0)
    record.record(start)
    record.record(ended('a.one', 'pass'))
    for (const task of tasks) await task()
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toMatchObject({
      complete: false,
      planned: 2,
      exitStatus: 3,
      checks: [{ id: 'a.one' }],
    })
    for (const file of ['junit.xml', 'report.html', 'report.md', 'events.jsonl'])
      expect(existsSync(join(out, file)), file).toBe(true)
  })

  it('says which folder cannot be written to, and that there is another way', () => {
    const { io } = world()
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const record = new RunRecord(io, { out: join(file, 'out'), reports: ['json'], verbose: false })
    expect(() => record.record(start)).toThrow(/cannot write to .*--out names another folder/)
  })
})

describe('progress', () => {
  it('is a line per check that went wrong where there is no terminal', () => {
    const { io, said } = world()
    const progress = new ProgressSink(io, false)
    const known = { expect: 'fail' as const, reason: 'known', state: 'as-expected' as const }
    progress.record(start)
    for (const event of [
      ended('a.one', 'pass'),
      ended('a.two', 'error', { reason: 'boom' }),
      ended('a.known', 'fail', { baseline: known }),
    ])
      progress.record(event)
    expect(said.err).toBe('ERROR     a.two [06]: boom\n')
  })

  it('is one line on a terminal, wiped before anything else is written', () => {
    const { io, said } = world(true)
    const progress = new ProgressSink(io, false)
    progress.record(start)
    progress.record({ event: 'begin', check: 'a.one', draft: '06', atMs: 0 })
    expect(said.err).toBe('\r\u001b[K0/2  a.one')
    progress.record(ended('a.one', 'error', { reason: 'boom' }))
    progress.record({ event: 'end', durationMs: 1, complete: true, interrupted: false })
    expect(said.err).toBe('\r\u001b[K0/2  a.one\r\u001b[KERROR     a.one [06]: boom\n')
    expect(said.out).toBe('')
  })
})
