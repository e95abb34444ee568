import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { CodecResult } from '../../fuzz/testee/result.js'
import { main } from './main.js'

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url))
const bin = dist('src/cli/bin.js')
const plain = [process.execPath, dist('fuzz/testee/miniature/plain.js')]
const twisted = [process.execPath, dist('fuzz/testee/miniature/twisted.js')]
const folder = mkdtempSync(join(tmpdir(), 'mimicry-codec-'))

interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

async function mimicry(words: readonly string[], signal = new AbortController().signal): Promise<Ended> {
  const ended = { out: '', err: '' }
  const status = await main(words, {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    out: (text) => void (ended.out += text),
    err: (text) => void (ended.err += text),
    env: {},
    cwd: folder,
    terminal: false,
    columns: 80,
    signal,
    onCrash: () => {},
  })
  return { status, ...ended }
}

function written(out: string): CodecResult {
  const result: CodecResult = JSON.parse(readFileSync(join(folder, out, 'result.json'), 'utf8'))
  return result
}

const one = ['codec', '--draft', '06', '--struct', 'IdentifierUri']

it('agrees with our own testee, with 0', async () => {
  const { status, out, err } = await mimicry([...one, '--out', 'own', '--', process.execPath, bin, 'testee'])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out).toContain('agrees as far as it was judged')
  expect(written('own')).toMatchObject({ testee: { name: 'mimicry' }, complete: true, disagreements: [] })
  expect(readFileSync(join(folder, 'own', 'junit.xml'), 'utf8')).toContain('IdentifierUri [06]')
})

it('shows a disagreement with all that repeating it needs, and repeats it', async () => {
  const { status, out } = await mimicry([...one, '--out', 'wrong', '--', ...twisted, 'ignores-trailing-bytes'])
  expect(status).toBe(1)
  for (const part of ['DISAGREES  accepts malformed bytes (trailing-bytes)', '>>> malformed here', '"bytes":"0000"']) {
    expect(out).toContain(part)
  }
  expect(readFileSync(join(folder, 'wrong', 'junit.xml'), 'utf8')).toMatch(
    /<failure message="\d+ of \d+ cases disagree"/,
  )
  const [file = ''] = readdirSync(join(folder, 'wrong', 'disagreements'))
  const path = join('wrong', 'disagreements', file)
  expect(await mimicry(['replay', path])).toMatchObject({
    status: 1,
    out: expect.stringContaining('it happened again'),
  })
  const now = await mimicry(['replay', path, '--', ...twisted, 'right'])
  expect(now).toMatchObject({ status: 0, out: expect.stringContaining('it did not happen again') })
})

describe('what cannot be judged', () => {
  it.each([
    [['codec'], 2, /which program\?/],
    [['codec', 'testee'], 2, /put -- before the program: mimicry codec \[flags\] -- testee/],
    [
      ['codec', '--draft', '01', '--struct', 'RoleData', '--', 'x'],
      2,
      /draft 01 has no structure RoleData; it belongs to 06/,
    ],
    [['codec', '--struct', 'IdentifierUrl', '--', 'x'], 2, /did you mean IdentifierUri/],
    [['codec', '--runs', 'many', '--', 'x'], 2, /--runs needs a whole number/],
    [['codec', '--', './nowhere'], 3, /nowhere cannot be started: there is no such program/],
    [['codec', '--timeout', '50', '--', ...plain, 'silent'], 3, /answered nothing within 200 ms/],
    [[...one, '--out', bin, '--', ...plain], 2, /cannot write to .*; --out names another folder/],
  ] as [string[], number, RegExp][])('%j', async (words, expected, message) => {
    const { status, out, err } = await mimicry([...words])
    expect({ status, out, err }).toEqual({ status: expected, out: '', err: expect.stringMatching(message) })
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('because nothing selected is supported', async () => {
    const words = [
      'codec',
      '--draft',
      '01',
      '--struct',
      'UpdateRequest',
      '--out',
      'none',
      '--',
      ...twisted,
      'lies-about-a-draft',
    ]
    const { status, out } = await mimicry([...words])
    expect(status).toBe(1)
    expect(out).toContain('LIE')
    const honest = await mimicry([
      'codec',
      '--draft',
      '06',
      '--struct',
      'UpdateRequest',
      '--out',
      'none',
      '--',
      ...plain,
      'knows-nothing',
    ])
    expect(honest).toMatchObject({ status: 3, out: expect.stringContaining('nothing was judged') })
  })
})

it('writes what is known by then on Ctrl-C', async () => {
  const words = ['codec', '--runs', '1000000', '--struct', 'IdentifierUri', '--out', 'cut']
  const interrupt = new AbortController()
  const ended = mimicry([...words, '--', ...plain, 'right'], interrupt.signal)
  // The folder is made when the testee has introduced itself.
  await expect.poll(() => existsSync(join(folder, 'cut')), { timeout: 30_000 }).toBe(true)
  interrupt.abort()
  expect(await ended).toMatchObject({ status: 130, out: expect.stringContaining('interrupted') })
  expect(written('cut')).toMatchObject({ interrupted: true, complete: false })
})
