import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { defaultReadings } from '../drafts/readings.js'
import { createAuthority } from '../transport/certificates.js'
import {
  type ConfigurationFile,
  configurationFlags,
  type Given,
  loadConfiguration,
  variableOf,
} from './configuration.js'
import schema from './configuration.schema.json' with { type: 'json' }

const wellKnown = '/.well-known/mimi-protocol-directory'
let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mimicry-configuration-'))
})

const write = (content: unknown, name = 'mimicry.config.json') =>
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content))
const load = (flags: Given = {}, env: Record<string, string> = {}, content?: ConfigurationFile) =>
  loadConfiguration({ flags, env, cwd, content })
const loadFile = (content: unknown, flags: Given = {}, env: Record<string, string> = {}) => {
  write(content)
  return load(flags, env)
}
const target = { drafts: { '06': { directory: 'https://a.example/dir' } } }

describe('which target', () => {
  it('is the reference provider in all drafts when nothing names one', async () => {
    const { external, targets, file } = await load()
    expect({ external, file }).toEqual({ external: false, file: undefined })
    expect(targets.map(({ draft, declared }) => [draft, declared])).toEqual([
      ['01', true],
      ['02ed', true],
      ['06', true],
    ])
  })

  it.each([
    ['https://a.example', `https://a.example${wellKnown}`],
    ['https://a.example:8443/', `https://a.example:8443${wellKnown}`],
    ['a.example', `https://a.example${wellKnown}`],
    ['https://a.example/mimi/06.json', 'https://a.example/mimi/06.json'],
    ['http://127.0.0.1:80/x', 'http://127.0.0.1/x'],
  ])('is at %s', async (url, directory) => {
    const { external, targets } = await load({ url, draft: ['06'] })
    expect(external).toBe(true)
    expect(targets.map((each) => [each.draft, each.directory])).toEqual([['06', directory]])
  })

  it('has the drafts that the file declares, those asked for among them', async () => {
    const both = { drafts: { '06': { domain: 'a.example' }, '01': { domain: 'old.example' } } }
    const draftsOf = async (draft?: string[]) => (await loadFile(both, { draft })).targets.map((each) => each.draft)
    expect(await draftsOf()).toEqual(['01', '06'])
    expect(await draftsOf(['all'])).toEqual(['01', '06'])
    expect(await draftsOf(['06'])).toEqual(['06'])
    await expect(draftsOf(['02ed,06'])).rejects.toThrow(/asks for 02ed, but the configuration declares 01, 06/)
  })

  it('leaves the drafts to a driver that can be asked', async () => {
    const { targets } = await load({ driver: 'http://127.0.0.1:9/' })
    expect(targets.map((each) => each.declared)).toEqual([false, false, false])
    const asked = await load({ driver: 'http://127.0.0.1:9/', draft: ['06'] })
    expect(asked.targets.map((each) => [each.draft, each.declared])).toEqual([['06', true]])
  })

  it.each<[Given, ConfigurationFile | undefined, RegExp]>([
    [{ url: 'https://a.example' }, undefined, /nothing says which drafts the target speaks; give --draft 01/],
    [{ url: 'https://a.example', draft: ['all'] }, undefined, /nothing says which drafts/],
    [{ url: 'https://a.example', draft: ['07'] }, undefined, /--draft is "07"; write 01, 02ed, 06 or all/],
    [{ url: 'ftp://a.example', draft: ['06'] }, undefined, /URL is "ftp:\/\/a.example"; write the directory's URL/],
    [{ url: 'https://', draft: ['06'] }, undefined, /URL is "https:\/\/"/],
    [{ driver: 'nonsense' }, undefined, /--driver is "nonsense"; write the control URL/],
    [
      { url: 'https://x.example' },
      { drafts: { '01': { directory: 'a.example' }, '06': { domain: 'b.example' } } },
      /URL names one directory, but the drafts 01 have their own/,
    ],
    [{}, { drafts: { '06': {} } }, /draft 06 has no directory; give the URL, or drafts.06.directory/],
    [
      { 'connect-to': 'localhost', url: 'a.example', draft: ['06'] },
      undefined,
      /--connect-to is "localhost"; write HOST:PORT/,
    ],
  ])('refuses %j', async (flags, content, message) => {
    await expect(load(flags, {}, content)).rejects.toMatchObject({ exitStatus: 2 })
    await expect(load(flags, {}, content)).rejects.toThrow(message)
  })
})

describe('precedence', () => {
  it('has flags over environment over file over defaults', async () => {
    const file = { ...target, seed: 2, concurrency: 3, timeout: 4, strict: true }
    const settings = await loadFile(file, { seed: '20' }, { MIMICRY_SEED: '10', MIMICRY_CONCURRENCY: '30' })
    expect(settings).toMatchObject({ seed: 20, concurrency: 30, timeoutMs: 4, strict: true })
    expect(await load({}, {}, {})).toMatchObject({ seed: 1, concurrency: 8, timeoutMs: 120_000, strict: false })
  })

  it('has the draft over the whole file, key by key where there are keys', async () => {
    const { targets } = await loadFile({
      connectTo: '127.0.0.1:1',
      roles: ['hub'],
      endpoints: { notify: 'https://a.example/n/{room}', update: 'https://a.example/u/{room}' },
      readings: { clientCredential: 'x509', contentType: 'application/mimi' },
      timing: { fanoutMs: 1, quietMs: 2 },
      drafts: {
        '06': {
          directory: 'a.example',
          connectTo: '[::1]:2',
          roles: ['provider'],
          endpoints: { notify: 'https://a.example/other/{room}' },
          readings: { contentType: 'application/octet-stream' },
          timing: { quietMs: 3 },
        },
      },
    })
    expect(targets[0]).toMatchObject({
      connectTo: { host: '::1', port: 2 },
      roles: ['provider'],
      endpoints: { notify: 'https://a.example/other/{room}', update: 'https://a.example/u/{room}' },
      readings: { ...defaultReadings, clientCredential: 'x509', contentType: 'application/octet-stream' },
      timing: { fanoutMs: 1, quietMs: 3 },
    })
  })

  it('takes lists with commas, and switches in words', async () => {
    const { selection, reports, strict } = await load(
      { only: ['notify.*,consent.*', 'abuse.x'] },
      { MIMICRY_AREA: 'NTF, KEY', MIMICRY_REPORT: 'JSON', MIMICRY_STRICT: 'yes', MIMICRY_LEVEL: '' },
    )
    expect(selection).toEqual({ only: ['notify.*', 'consent.*', 'abuse.x'], areas: ['NTF', 'KEY'] })
    expect({ reports, strict }).toEqual({ reports: ['json'], strict: true })
  })

  it('resolves paths from where they were written', async () => {
    mkdirSync(join(cwd, 'ci'))
    write({ ...target, out: 'reports', baseline: 'known.json' }, 'ci/mimi.json')
    const settings = await load({ config: 'ci/mimi.json', baseline: 'mine.json' })
    expect(settings).toMatchObject({
      file: join(cwd, 'ci/mimi.json'),
      out: join(cwd, 'ci/reports'),
      baseline: join(cwd, 'mine.json'),
    })
  })
})

describe('wrong settings', () => {
  it.each<[Record<string, string>, string]>([
    [{ MIMICRY_SEDE: '1' }, 'MIMICRY_SEDE, which is no variable of Mimicry\'s: did you mean "MIMICRY_SEED"?'],
    [{ MIMICRY_SEED: 'many' }, 'MIMICRY_SEED is "many"; write a whole number from 0 to 4294967295'],
    [{ MIMICRY_CONCURRENCY: '0' }, 'MIMICRY_CONCURRENCY is "0"; write a whole number from 1 to 256'],
    [{ MIMICRY_STRICT: 'maybe' }, 'MIMICRY_STRICT is "maybe"; write true or false'],
    [{ MIMICRY_REPORT: 'pdf' }, 'MIMICRY_REPORT has "pdf"; known are json, junit, html, markdown'],
    [{ MIMICRY_CONFIG: 'gone.json' }, 'there is no file gone.json; mimicry init --config gone.json writes'],
    [
      { MIMICRY_TRUST: 'gone.pem', MIMICRY_URL: 'a.example', MIMICRY_DRAFT: '06' },
      'MIMICRY_TRUST names the file gone.pem',
    ],
  ])('%j', async (env, message) => {
    await expect(load({}, env)).rejects.toMatchObject({ exitStatus: 2, message: expect.stringContaining(message) })
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '{\n  "seed": 1,\n}', 'mimicry.config.json is not JSON: line 3, column 1'],
    ['a list', '[]', 'mimicry.config.json: the whole is [], expected object'],
    ['an unknown key', { sede: 1 }, 'mimicry.config.json: sede is not a known key; did you mean "seed"?'],
    ['a wrong type', { ...target, seed: '1' }, 'mimicry.config.json: seed is "1", expected integer'],
    ['an unknown draft', { drafts: { '05': {} } }, 'mimicry.config.json: drafts.05 is not a known key'],
    [
      'a wrong word, deep down',
      { drafts: { '06': { readings: { clientCredential: 'uri' } } } },
      'drafts.06.readings.clientCredential is "uri"; use one of "user-uri", "client-uri", "x509"',
    ],
    ['two forms of driver', { driver: { url: 'http://x', file: 'y' } }, 'driver has url and file; keep the one form'],
    ['no form of driver', { driver: { timeoutMs: 5 } }, 'driver names no driver; add url, command or file'],
    ['an anchor that is none', { ...target, trustAnchors: ['-----BEGIN X'] }, 'trustAnchors: no PEM certificate found'],
  ])('in the file: %s', async (_what, content, message) => {
    await expect(loadFile(content)).rejects.toMatchObject({ exitStatus: 2, message: expect.stringContaining(message) })
  })
})

describe('what needs files', () => {
  it('reads certificates inline and by path, and those of peers with {draft} in their domains', async () => {
    const authority = await createAuthority('Test CA')
    const identity = await authority.issue({ domain: 'b-06.test' })
    write(authority.pem, 'ca.pem')
    write(identity.cert, 'b.crt')
    write(identity.key, 'b.key')
    const { targets } = await loadFile({
      drafts: { '06': { directory: 'a.example', trustAnchors: ['ca.pem', authority.pem] } },
      peers: {
        domains: { b: 'b-{draft}.test' },
        oddDomains: ['odd-{draft}.test'],
        listen: { port: 443 },
        certificates: [{ domain: 'b-{draft}.test', cert: 'b.crt', key: 'b.key' }],
        trustAnchors: ['ca.pem'],
      },
    })
    expect(targets[0]?.trustAnchors).toHaveLength(2)
    expect(targets[0]?.peers).toMatchObject({
      domains: { b: 'b-06.test' },
      oddDomains: ['odd-06.test'],
      listen: { host: '127.0.0.1', port: 443 },
      identities: [{ domain: 'b-06.test' }],
    })
    expect(targets[0]?.peers.trustAnchors).toHaveLength(1)
    const flagged = await loadFile({ drafts: { '06': { directory: 'a.example' } } }, { trust: ['ca.pem'] })
    expect(flagged.targets[0]?.trustAnchors).toHaveLength(1)
  })

  it('takes an authority with its key, and no other key', async () => {
    const [authority, other] = await Promise.all([createAuthority('Test CA'), createAuthority('Other CA')])
    const withKey = (key: string) => loadFile({ ...target, peers: { authority: { cert: authority.pem, key } } })
    expect((await withKey(authority.key)).targets[0]?.peers.authority?.pem.trim()).toBe(authority.pem.trim())
    await expect(withKey(other.key)).rejects.toThrow(/peers\.authority/)
  })
})

describe('the driver', () => {
  const driverOf = async (driver: unknown, env: Record<string, string> = {}) =>
    (await loadFile({ ...target, driver }, {}, env)).targets[0]?.driver

  it('has three forms, or none', async () => {
    expect(await driverOf({ url: 'http://127.0.0.1:8/' }, { MIMICRY_DRIVER_TOKEN: 'secret' })).toEqual({
      form: 'http',
      url: 'http://127.0.0.1:8/',
      token: 'secret',
      timeoutMs: 30_000,
    })
    expect(await driverOf({ command: ['node', 'driver.js'], env: { A: 'b' }, cwd: 'sub', timeoutMs: 5 })).toEqual({
      form: 'command',
      command: ['node', 'driver.js'],
      env: { A: 'b' },
      cwd: join(cwd, 'sub'),
      timeoutMs: 5,
    })
    expect(await driverOf({ file: 'accounts.json' })).toEqual({ form: 'static', file: join(cwd, 'accounts.json') })
    expect(await driverOf(undefined)).toEqual({ form: 'none' })
  })

  it('is the one of the flag whatever the file has', async () => {
    const driver = { command: ['node'], timeoutMs: 5 }
    const { targets } = await loadFile({ ...target, driver }, { driver: 'http://127.0.0.1:9/' })
    expect(targets[0]?.driver).toMatchObject({ form: 'http', url: 'http://127.0.0.1:9/' })
  })
})

describe('the schema', () => {
  it('describes every key', () => {
    const bare: string[] = []
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      for (const [key, value] of Object.entries(node)) {
        const at = `${path}/${key}`
        if (path.endsWith('/properties') && !('$ref' in value) && !value.description) bare.push(at)
        walk(value, at)
      }
    }
    walk(schema, '')
    expect(bare).toEqual([])
  })

  it('has every reading', () => {
    expect(Object.keys(schema.$defs.readings.properties).sort()).toEqual(Object.keys(defaultReadings).sort())
  })

  it('names a variable for every flag', () => {
    expect(configurationFlags.map(({ name }) => variableOf(name))).toContain('MIMICRY_CONNECT_TO')
    expect(new Set(configurationFlags.map(({ name }) => name)).size).toBe(configurationFlags.length)
  })
})
