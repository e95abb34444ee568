import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Io } from './command.js'
import { main } from './main.js'

const built = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url))
const bin = built('src/cli/bin.js')
const twisted = built('fuzz/testee/miniature/twisted.js')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mimicry-fuzz-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

async function mimicry(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const ended = { out: '', err: '' }
  const io: Io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    out: (text) => void (ended.out += text),
    err: (text) => void (ended.err += text),
    env: {},
    cwd: folder,
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
    onCrash: () => {},
  }
  return { status: await main(words, io), ...ended }
}

function start(...words: string[]) {
  if (!existsSync(bin)) throw new Error('the command line is not built: npm run build')
  const child = spawn(process.execPath, [bin, ...words], { cwd: folder })
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()))
  const ended = new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, ...text }))
  })
  return { child, ended }
}

interface Left {
  readonly cases: number
  readonly finished: boolean
  readonly findings: Readonly<Record<string, number>>
}

/** What a file of JSON holds, as far as these tests look. */
interface Read extends Left {
  readonly complete: boolean
  readonly found: string
  readonly reached: string
  readonly checks: readonly { readonly id: string }[]
}

function json(file: string): Read {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

/** Waits until a campaign is under way and its state says what is asked for. */
async function until(holds: (state: Left) => boolean): Promise<Left> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (existsSync(join(folder, 'out/state.json'))) {
      const state = json('out/state.json')
      if (holds(state)) return state
    }
    await sleep(20)
  }
  throw new Error('the campaign did not come that far')
}

describe('a campaign that is killed', () => {
  const words = ['fuzz', 'codec', '--draft', '06', '--struct', 'IdentifierUri', '--runs', '6400', '--out', 'out']
  const command = ['--', process.execPath, twisted, 'accepts-lengths-that-are-not-minimal']

  it('goes on where it was, with what it had found', { timeout: 90_000 }, async () => {
    const { child, ended } = start(...words, ...command)
    const state = await until(({ cases, findings }) => cases > 200 && Object.keys(findings).length > 0)
    child.kill('SIGKILL')
    expect((await ended).status).toBeNull()
    expect(state.finished).toBe(false)
    const [file = ''] = readdirSync(join(folder, 'out/findings')).filter((name) => name.endsWith('.json'))
    const { found } = json(`out/findings/${file}`)

    const again = await start(...words, ...command).ended
    expect(again.status).toBe(1)
    const [, before] = /goes on after (\d+) cases/.exec(again.err) ?? []
    expect(Number(before)).toBeGreaterThanOrEqual(state.cases)
    const summary = json('out/summary.json')
    expect(summary).toMatchObject({ cases: 6400, complete: true })
    expect(Object.keys(summary.findings).length).toBeGreaterThan(0)
    expect(json(`out/findings/${file}`)).toMatchObject({ found })
    const lines = readFileSync(join(folder, 'out/events.jsonl'), 'utf8').trim().split('\n')
    expect(lines.filter((line) => line.includes('"event":"start"'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes(`"event":"finding"`) && line.includes(file))).toHaveLength(1)

    const replayed = await start('replay', `out/findings/${file}`, ...command).ended
    expect({ status: replayed.status, text: replayed.out }).toMatchObject({
      status: 1,
      text: expect.stringContaining('happened again'),
    })
    const right = await start('replay', `out/findings/${file}`, '--', process.execPath, twisted, 'right').ended
    expect(right).toMatchObject({ status: 0, err: '' })
  })
})

it('writes everything on Ctrl-C and ends with 130', { timeout: 90_000 }, async () => {
  const { child, ended } = start('fuzz', 'codec', '--struct', 'IdentifierUri', '--time', '1h', '--out', 'out', '--json')
  await until(({ cases }) => cases > 0)
  child.kill('SIGINT')
  const { status, out } = await ended
  expect(status).toBe(130)
  expect(json('out/summary.json')).toMatchObject({ complete: false, exitStatus: 130 })
  const events = out
    .trim()
    .split('\n')
    .map((line): { event: string } => JSON.parse(line))
  expect(events[0]?.event).toBe('start')
  expect(events.at(-1)?.event).toBe('end')
})

it('says what a campaign of our own codec came to', async () => {
  const { status, out } = await mimicry('fuzz', 'codec', '--struct', 'IdentifierUri', '--runs', '2048', '--out', 'out')
  expect(status).toBe(0)
  expect(out).toContain('fuzz codec: 2,048 cases')
  expect(out).toContain('nothing found')
  const second = await mimicry('fuzz', 'codec', '--struct', 'IdentifierUri', '--runs', '1024', '--out', 'out')
  expect(second.err).toContain('is kept in')
  expect(readdirSync(join(folder, 'out/previous'))).toHaveLength(1)
})

it.each([
  [['fuzz'], 'needs more'],
  [['fuzz', 'codecs'], 'there is no campaign codecs (did you mean codec?)'],
  [['fuzz', 'codec', '--time', '8'], '--time needs an amount with its unit'],
  [['fuzz', 'codec', '--shard', '5/4'], '--shard needs a part'],
  [['fuzz', 'codec', '--runs', '0'], '--runs needs a whole number of at least 1'],
  [['fuzz', 'codec', '--struct', 'IdentifierUrl'], 'did you mean IdentifierUri?'],
  [['fuzz', 'codec', '--endpoint', 'notify'], 'mimicry fuzz codec has no flag --endpoint'],
  [['fuzz', 'codec', '--against', 'x'], '--against needs a first testee'],
  [['fuzz', 'codec', 'node'], 'put -- before the program'],
  [['fuzz', 'codec', '--struct', 'IdentifierUri', '--runs', '1', '--out', 'file/out'], '--out names another folder'],
  [['replay', 'missing.json'], 'cannot read missing.json'],
  [['replay', 'file'], 'cannot read file'],
  [['replay', 'other.json'], 'other.json is neither a finding'],
  [['replay', 'passed.json'], 'no check failed in passed.json'],
  [['replay', 'broken-finding.json'], 'its draft is not known'],
  [['corpus', 'mince', 'a'], 'mimicry corpus can merge, not mince'],
  [['corpus', 'merge', 'out', 'missing'], 'there is no folder missing'],
])('refuses %j', async (words, why) => {
  writeFileSync(join(folder, 'file'), 'text')
  writeFileSync(join(folder, 'other.json'), '{"format":"something/1"}')
  writeFileSync(
    join(folder, 'passed.json'),
    '{"format":"mimicry-result/1","checks":[{"id":"a","draft":"06","verdict":"pass"}]}',
  )
  const finding = { format: 'mimicry-finding/1', kind: 'codec', cause: [], recipe: { draft: '99' }, title: '' }
  writeFileSync(join(folder, 'broken-finding.json'), JSON.stringify(finding))
  const { status, err } = await mimicry(...words)
  expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(why) })
  expect(err.trim().split('\n')).toHaveLength(1)
})

it('cannot fuzz a program that is not there', async () => {
  const { status, err } = await mimicry('fuzz', 'codec', '--out', 'out', '--', './no-such-program')
  expect(status).toBe(3)
  expect(err).toContain('no-such-program')
})

it('repeats the checks of a result that failed', { timeout: 60_000 }, async () => {
  const checks = [
    { id: 'directory.served', draft: '06', verdict: 'pass' },
    { id: 'query.not-found', draft: '06', verdict: 'fail' },
  ]
  writeFileSync(join(folder, 'result.json'), JSON.stringify({ format: 'mimicry-result/1', checks }))
  const { status, out } = await mimicry('replay', 'result.json')
  expect({ status, err: out }).toMatchObject({ status: 0 })
  const result = json('mimicry-out/replay/result.json')
  expect(result.checks.map(({ id }) => id)).toEqual(['query.not-found'])
})

it('merges corpora to the smallest entry of each class', async () => {
  for (const seed of ['1', '2'])
    await mimicry(
      'fuzz',
      'codec',
      '--struct',
      'QueryElement',
      '--runs',
      '4096',
      '--seed',
      seed,
      '--corpus',
      `corpus-${seed}`,
      '--out',
      `out-${seed}`,
    )
  writeFileSync(join(folder, 'corpus-1/broken.json'), '{')
  const { status, out, err } = await mimicry('corpus', 'merge', 'merged', 'corpus-1', 'corpus-2')
  expect(status).toBe(0)
  expect(out).toMatch(/^merged: \d+ entries, one for each class, of \d+ that were read\n$/)
  expect(err).toContain('passed over')
  const entries = readdirSync(join(folder, 'merged')).map((name) => json(`merged/${name}`).reached)
  expect(new Set(entries).size).toBe(entries.length)
  expect(entries.length).toBeGreaterThan(0)
  const again = await mimicry('corpus', 'merge', 'merged')
  expect(again.out).toBe(`merged: ${entries.length} entries, one for each class, of ${entries.length} that were read\n`)
})
