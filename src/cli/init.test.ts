import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ConfigurationFile, loadConfiguration } from '../target/configuration.js'
import type { Io } from './command.js'
import { readArguments } from './flags.js'
import { command } from './init.js'

let cwd = ''
let printed = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mimicry-init-'))
  printed = ''
})

const init = (...words: string[]) => command.run(readArguments(command, words), io())
const written = (name = 'mimicry.config.json') => {
  const content: ConfigurationFile = JSON.parse(readFileSync(join(cwd, name), 'utf8'))
  return content
}

function io(): Io {
  return {
    stdin: Readable.from([]),
    stdout: new Writable(),
    stderr: new Writable(),
    out: (text) => void (printed += text),
    err: () => undefined,
    env: {},
    cwd,
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
    onCrash: () => undefined,
  }
}

describe('init', () => {
  it('writes a configuration that loads', async () => {
    expect(await init()).toBe(0)
    expect(printed).toContain('wrote mimicry.config.json')
    const { external, targets } = await loadConfiguration({ flags: {}, env: {}, cwd })
    expect(external).toBe(true)
    expect(targets.map(({ draft, directory }) => [draft, directory])).toEqual([
      ['06', 'https://a.example/.well-known/mimi-protocol-directory'],
    ])
  })

  it('fills in what it is told', async () => {
    mkdirSync(join(cwd, 'ci'))
    const words = ['https://m.example', '--draft', '01,06', '--domain', 'm.example', '--connect-to', '127.0.0.1:1']
    await init(...words, '--trust', 'ca.pem', '--driver', 'http://127.0.0.1:2/', '--config', 'ci/mimi.json')
    const target = { directory: 'https://m.example', domain: 'm.example', trustAnchors: ['../ca.pem'] }
    expect(written('ci/mimi.json')).toMatchObject({
      drafts: { '01': target, '06': target },
      connectTo: '127.0.0.1:1',
      driver: { url: 'http://127.0.0.1:2/' },
    })
  })

  it('never writes over a file unasked', async () => {
    writeFileSync(join(cwd, 'mimicry.config.json'), '{"seed":7}')
    await expect((async () => init())()).rejects.toThrow(/is there already; --force writes over it/)
    expect(written()).toEqual({ seed: 7 })
    await init('--force')
    expect(written().seed).toBeUndefined()
  })

  it('refuses a draft that is none', async () => {
    await expect((async () => init('--draft', '07'))()).rejects.toThrow(/--draft is 07; write 01, 02ed, 06 or all/)
  })

  it('points at the schema of the installed package, wherever above it is', async () => {
    await init()
    expect(written().$schema).toBe('./node_modules/mimicry/dist/src/target/configuration.schema.json')
    const folder = join(cwd, 'node_modules/mimicry/dist/src/target')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'configuration.schema.json'), '{}')
    mkdirSync(join(cwd, 'ci'))
    await init('--config', 'ci/mimi.json')
    expect(written('ci/mimi.json').$schema).toBe('../node_modules/mimicry/dist/src/target/configuration.schema.json')
  })
})
