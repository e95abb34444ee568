/** Whom a campaign may be turned on, and how it ends where there is nobody. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { main } from './main.js'

async function fuzz(...words: string[]): Promise<{ status: number; said: string }> {
  let said = ''
  const tell = (text: string) => void (said += text)
  const status = await main(['fuzz', 'endpoint', ...words], {
    stdin: Readable.from([]),
    stdout: new Writable(),
    stderr: new Writable(),
    out: tell,
    err: tell,
    env: {},
    cwd: mkdtempSync(join(tmpdir(), 'mimicry-fuzz-')),
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
    onCrash: () => undefined,
  })
  return { status, said }
}

it.each([
  ['a URL', ['https://192.0.2.1/', '--draft', '06'], '192.0.2.1 is not on this machine'],
  ['another place to connect to', ['https://127.0.0.1/', '--draft', '06', '--connect-to', '192.0.2.1:1'], '192.0.2.1'],
  ['a control URL', ['https://127.0.0.1/', '--draft', '06', '--driver', 'http://192.0.2.1/'], '192.0.2.1'],
])('refuses %s of another machine', async (_, words, said) => {
  const refused = await fuzz(...words)
  expect(refused.status).toBe(2)
  expect(refused.said).toContain(said)
  expect(refused.said).toContain('--i-own-this-target')
})

it.each([
  [
    'a fault of somebody else',
    ['https://127.0.0.1/', '--draft', '06', '--fault', 'query.value-of-63'],
    'reference provider only',
  ],
  ['an endpoint that there is not', ['--endpoint', 'notfy'], 'did you mean'],
  ['a process of the reference provider', ['--pid', '1'], 'give its URL'],
])('refuses %s', async (_, words, said) => {
  const refused = await fuzz(...words)
  expect(refused).toMatchObject({ status: 2 })
  expect(refused.said).toContain(said)
})

it('says that a target cannot be reached', async () => {
  const { status, said } = await fuzz('https://127.0.0.1:1/', '--draft', '06')
  expect(status).toBe(3)
  expect(said).toMatch(/cannot be reached.*127\.0\.0\.1/)
})
