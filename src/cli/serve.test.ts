import { existsSync, readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createHttpDriver } from '../target/driver/http.js'
import type { Io } from './command.js'
import { readArguments } from './flags.js'
import { command } from './serve.js'

/** Serves until `during` is through with what was printed. */
async function serve(words: string[], during: (printed: string) => Promise<void>): Promise<number> {
  const stop = new AbortController()
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  let told: Promise<void> = Promise.resolve()
  const out = (text: string) => {
    told = during(text).finally(() => stop.abort())
  }
  const surroundings = { env: {}, cwd: '/', terminal: false, columns: 80 }
  const io: Io = {
    ...streams,
    ...surroundings,
    out,
    err: () => undefined,
    signal: stop.signal,
    onCrash: () => undefined,
  }
  const status = await command.run(readArguments(command, words), io)
  await told
  return status
}

it('prints how to reach the provider, serves until interrupted, and leaves nothing behind', async () => {
  let anchor = ''
  const status = await serve(
    ['--draft', '02ed', '--domain', 'served.example', '--token', 'secret'],
    async (printed) => {
      const value = (name: string) => new RegExp(`${name} +(\\S+)`).exec(printed)?.[1] ?? ''
      expect(value('directory')).toMatch(/^https:\/\/served\.example:\d+\/\.well-known\/mimi-protocol-directory$/)
      anchor = value('trust anchor')
      expect(readFileSync(anchor, 'utf8')).toContain('BEGIN CERTIFICATE')
      const driver = createHttpDriver({ url: value('control URL'), token: 'secret', timeoutMs: 5000 })
      const ready = await driver.perform('ready', { draft: '02ed', peers: [], trustAnchors: [], userTrustAnchors: [] })
      expect(ready.domain).toBe('served.example')
      await driver.close()
    },
  )
  expect(status).toBe(130)
  expect(existsSync(anchor)).toBe(false)
})

it.each([
  [['--fault', 'no-such-fault'], /list --faults/],
  [['--fault', 'key-material.signature-unverified', '--draft', '01'], /exists in draft 06 only/],
  [['--draft', 'all'], /one draft/],
  [['--domain', 'not a domain'], /domain name/],
  [['--port', '70000'], /port/],
])('says what is wrong with %j', async (words, expected) => {
  await expect(serve(words, async () => undefined)).rejects.toThrow(expected)
})
