/** What every form of driver must do, asked of each: the same answers through a control URL, a program and a file. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCommandDriver } from './command.js'
import { type CreateUserRequest, type Driver, DriverFailure } from './contract.js'
import { createHttpDriver } from './http.js'
import { createDriver } from './index.js'
import { noDriver } from './none.js'
import { createStaticDriver } from './static.js'

const asking = (uri: string): CreateUserRequest => ({ uri, profile: [], search: 'open' })
const createUser = (driver: Driver, uri: string, signal?: AbortSignal) =>
  driver.perform('createUser', asking(uri), signal)

async function failureOf(attempt: Promise<unknown>): Promise<DriverFailure> {
  const [result] = await Promise.allSettled([attempt])
  if (result.status === 'rejected' && result.reason instanceof DriverFailure) return result.reason
  throw new Error(`no DriverFailure but ${JSON.stringify(result)}`)
}

/** A target answers what it is told to: the user's URI is the answer, `$ID` in it the request's id. */
function answerTo({ id, uri }: { id: number; uri: string }): string {
  return uri === 'huge' ? `{"id":${id},"ok":true,"uri":"${'x'.repeat(300_000)}"}` : uri.replaceAll('$ID', String(id))
}
const program = `${answerTo.toString()}
  console.error('scripted driver starts')
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const request = JSON.parse(line)
    if (request.uri === 'hang') return
    if (request.uri === 'die') { console.error('out of coffee'); return process.exit(7) }
    console.log(answerTo(request))
  }).on('close', () => process.exit(0))`
const limits = { timeoutMs: 5000, lineBytes: 200_000 }
const command = (source: string, more: object = {}) =>
  createCommandDriver({ command: [process.execPath, '-e', source], ...limits, ...more })

let server: Server
let url: string
const seen: { authorization: string | undefined; type: string | undefined; method: string | undefined }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: { id: number; uri: string } = JSON.parse(Buffer.concat(chunks).toString())
      const { authorization, 'content-type': type } = request.headers
      seen.push({ authorization, type, method: request.method })
      if (body.uri === 'die') request.socket.destroy()
      else if (request.url === '/locked') response.writeHead(401).end('who are you?')
      else if (request.url === '/elsewhere') response.writeHead(404).end('<h1>Not found</h1>')
      else if (request.url === '/status') response.writeHead(409).end(answerTo(body))
      else if (body.uri !== 'hang') response.end(answerTo(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/` : ''
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const spoken: [form: string, make: (timeoutMs?: number) => Driver][] = [
  ['http', (timeoutMs = 5000) => createHttpDriver({ url, token: 'secret', timeoutMs })],
  ['command', (timeoutMs = 5000) => command(program, { timeoutMs })],
]

describe.each(spoken)('a driver over %s', (form, make) => {
  it('performs, several at once, each with its own answer', async () => {
    const driver = make()
    expect(driver.form).toBe(form)
    const uris = ['a', 'b', 'c', 'd']
    const answers = await Promise.all(uris.map((uri) => createUser(driver, `{"id":$ID,"ok":true,"uri":"${uri}"}`)))
    expect(answers).toEqual(uris.map((uri) => ({ uri })))
    await driver.close()
  })

  it.each([
    ['refused', '{"id":$ID,"ok":false,"kind":"refused","text":"name taken"}', 'refused', 'name taken'],
    ['unsupported', '{"id":$ID,"ok":false,"kind":"unsupported","text":"no accounts"}', 'unsupported', 'no accounts'],
    ['error', '{"id":$ID,"ok":false,"kind":"error","text":"disk full"}', 'error', 'disk full'],
    ['no JSON', 'Hello there', 'error', 'Hello there'],
    ['HTML', '<!DOCTYPE html>', 'error', '<!DOCTYPE html>'],
    ['half of JSON', '{"id":$ID,"ok":tr', 'error', 'ok'],
    ['a list', '[$ID]', 'error', '[1]'],
    ['another id', '{"id":99,"ok":true,"uri":"x"}', 'error', '99'],
    ['a missing member', '{"id":$ID,"ok":true}', 'error', 'uri: expected a string that is not empty, came nothing'],
    [
      'a wrong type',
      '{"id":$ID,"ok":true,"uri":["x"]}',
      'error',
      'uri: expected a string that is not empty, came ["x"]',
    ],
    ['neither true nor false', '{"id":$ID,"ok":"yes","uri":"x"}', 'error', 'ok: expected true or false, came "yes"'],
    ['a failure without text', '{"id":$ID,"ok":false,"kind":"refused"}', 'error', 'text: expected a string'],
  ])('says what is wrong: %s', async (_what, answer, kind, text) => {
    const driver = make()
    const failure = await failureOf(createUser(driver, answer))
    expect(failure.kind).toBe(kind)
    expect(failure.text).toContain(text)
    expect(failure.message).toContain('driver operation createUser')
    expect(await createUser(driver, '{"id":$ID,"ok":true,"uri":"next"}')).toEqual({ uri: 'next' })
    await driver.close()
  })

  it('gives up after its time, and on a signal, and goes on', async () => {
    const driver = make(50)
    expect((await failureOf(createUser(driver, 'hang'))).text).toMatch(/within \d+ ms/)
    await driver.close()
    const patient = make()
    const abort = new AbortController()
    const attempt = failureOf(createUser(patient, 'hang', abort.signal))
    abort.abort()
    expect((await attempt).text).toContain('given up by Mimicry')
    expect((await failureOf(createUser(patient, 'hang', AbortSignal.abort()))).text).toContain('given up by Mimicry')
    expect(await createUser(patient, '{"id":$ID,"ok":true,"uri":"next"}')).toEqual({ uri: 'next' })
    await patient.close()
  })

  it('tells when the target goes away in the middle', async () => {
    const driver = make()
    const failure = await failureOf(createUser(driver, 'die'))
    expect([failure.operation, failure.kind]).toEqual(['createUser', 'error'])
    await driver.close()
  })

  it('answers nothing once it is closed', async () => {
    const driver = make()
    await driver.close()
    await driver.close()
    expect((await failureOf(createUser(driver, '{"id":$ID,"ok":true,"uri":"x"}'))).kind).toBe('error')
  })
})

describe('the http driver', () => {
  it('POSTs JSON with the bearer token', async () => {
    const driver = createHttpDriver({ url, token: 'secret', timeoutMs: 5000 })
    await createUser(driver, '{"id":$ID,"ok":true,"uri":"x"}')
    expect(seen.at(-1)).toEqual({ authorization: 'Bearer secret', type: 'application/json', method: 'POST' })
    await driver.close()
  })

  it.each([
    ['locked', 'answered 401', 'check driver.token'],
    ['elsewhere', 'answered 404 and "<h1>Not found</h1>"', 'check that driver.url is the control URL'],
  ])('names the status where there is no answer: %s', async (path, status, remedy) => {
    const driver = createHttpDriver({ url: url + path, timeoutMs: 5000 })
    const { text } = await failureOf(createUser(driver, '{"id":$ID,"ok":true,"uri":"x"}'))
    expect(text).toContain(status)
    expect(text).toContain(remedy)
    await driver.close()
  })

  it('takes an answer whatever its status', async () => {
    const driver = createHttpDriver({ url: `${url}status`, timeoutMs: 5000 })
    const failure = await failureOf(createUser(driver, '{"id":$ID,"ok":false,"kind":"refused","text":"taken"}'))
    expect([failure.kind, failure.text]).toEqual(['refused', 'taken'])
    await driver.close()
  })

  it('names the URL where nothing listens', async () => {
    const driver = createHttpDriver({ url: 'http://127.0.0.1:1/', timeoutMs: 5000 })
    expect((await failureOf(createUser(driver, 'x'))).text).toContain('POST http://127.0.0.1:1/: no connection')
    await driver.close()
  })
})

describe('the command driver', () => {
  it('tells how the program ended and its last words, and does not start it again', async () => {
    const driver = command(program)
    const text = `${process.execPath} ended with status 7; its last words on stderr: scripted driver starts\nout of coffee`
    expect((await failureOf(createUser(driver, 'die'))).text).toBe(text)
    expect((await failureOf(createUser(driver, '{"id":$ID,"ok":true,"uri":"x"}'))).text).toBe(text)
    await driver.close()
  })

  it('ends a program that writes lines without end', async () => {
    const driver = command(program)
    expect((await failureOf(createUser(driver, 'huge'))).text).toContain('wrote a line of more than 200000 bytes')
    await driver.close()
  })

  it('points at a log on stdout', async () => {
    const driver = command(program)
    const { text } = await failureOf(createUser(driver, 'listening on 8080'))
    expect(text).toContain('"listening on 8080"; stdout is for answers only, a log belongs on stderr')
    await driver.close()
  })

  it('ignores an answer that comes too late', async () => {
    const late = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, uri } = JSON.parse(line)
      if (uri === 'second') for (const each of [1, 2]) console.log(JSON.stringify({ id: each, ok: true, uri: String(each) }))
    })`
    const driver = command(late)
    const abort = new AbortController()
    const first = failureOf(createUser(driver, 'first', abort.signal))
    abort.abort()
    await first
    expect(await createUser(driver, 'second')).toEqual({ uri: '2' })
    await driver.close()
  })

  it('says so when the program cannot be started', async () => {
    const driver = createCommandDriver({ command: ['no-such-program-anywhere', '--flag'], ...limits })
    expect((await failureOf(createUser(driver, 'x'))).text).toContain('could not be started')
    await driver.close()
  })

  it('kills a program that does not end when its stdin does', async () => {
    const driver = command('setInterval(() => {}, 1000); process.stdin.resume()', { graceMs: 20 })
    await driver.close()
    expect((await failureOf(createUser(driver, 'x'))).text).toContain('closed')
  })

  it('passes environment, draft and log', async () => {
    const echo = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      console.error('asked')
      console.log(JSON.stringify({ id: JSON.parse(line).id, ok: true, uri: process.env.GREETING + process.env.MIMICRY_DRAFT }))
    })`
    const log: string[] = []
    const driver = await createDriver(
      {
        form: 'command',
        command: [process.execPath, '-e', echo],
        env: { GREETING: 'hello ' },
        cwd: tmpdir(),
        timeoutMs: 5000,
      },
      '02ed',
      (text) => log.push(text),
    )
    expect(await createUser(driver, 'x')).toEqual({ uri: 'hello 02ed' })
    await driver.close()
    expect(log.join('')).toBe('asked\n')
  })
})

describe('the static driver', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mimicry-facts-'))
  const file = join(folder, 'accounts.json')
  const handle = { source: 'handle', name: '', value: 'im:carol@a.example' } as const
  const write = (facts: unknown) => writeFileSync(file, typeof facts === 'string' ? facts : JSON.stringify(facts))
  const alice = 'mimi://a.example/u/alice'
  const make = (facts: unknown) => {
    write(facts)
    return createStaticDriver({ file, draft: '06' })
  }

  it('hands each account out once, to what it fits, with its own profile and stock', async () => {
    const stock = [{ device: 'mimi://a.example/d/1', keyPackages: 3 }]
    const driver = await make({
      accounts: [
        { uri: 'mimi://a.example/u/old', drafts: ['01'] },
        { uri: 'mimi://a.example/u/hidden', search: 'hidden' },
        { uri: alice, devices: stock },
        { uri: 'mimi://a.example/u/carol', profile: [handle] },
      ],
    })
    const withHandle = { ...asking('x'), profile: [{ ...handle, value: 'im:someone@a.example' }] }
    expect(await driver.perform('createUser', withHandle)).toEqual({
      uri: 'mimi://a.example/u/carol',
      profile: [handle],
      stock: [],
    })
    expect(await createUser(driver, 'x')).toEqual({ uri: alice, profile: [], stock })
    const failure = await failureOf(createUser(driver, 'x'))
    expect([failure.kind, failure.text]).toEqual([
      'unsupported',
      `${file} has no further account with search "open"; add one`,
    ])
    expect((await failureOf(driver.perform('createUser', { ...asking('x'), search: 'handle' }))).text).toContain(
      'has no account with search "handle"',
    )
  })

  it('keeps an account that does not do for the request that it does do for', async () => {
    const phone = { device: 'mimi://a.example/d/1', keyPackages: 3 }
    const driver = await make({
      accounts: [
        { uri: alice, devices: [phone], consent: [{ decision: 'grant', requester: 'everyone' }] },
        { uri: 'mimi://a.example/u/carol', devices: [phone, { ...phone, keyPackages: 1 }] },
      ],
    })
    const wanting = (wanted: CreateUserRequest['wanted']) => driver.perform('createUser', { ...asking('x'), wanted })
    for (const wanted of [
      { devices: 2, keyPackages: 2 },
      { devices: 1, keyPackages: 2, exactly: true },
      { devices: 1, keyPackages: 3, consent: 'deny' as const },
      { devices: 0, keyPackages: 0, fresh: true },
    ])
      expect((await failureOf(wanting(wanted))).text).toMatch(/has no account with search "open" that has .*; add one$/)
    expect(await wanting({ devices: 2, keyPackages: 1 })).toMatchObject({ uri: 'mimi://a.example/u/carol' })
    expect(await wanting({ devices: 1, keyPackages: 3, exactly: true, consent: 'grant' })).toMatchObject({ uri: alice })
  })

  it('stands by the consent it knows, the narrower first', async () => {
    const bob = 'mimi://b.example/u/bob'
    const driver = await make({
      accounts: [
        {
          uri: alice,
          consent: [
            { decision: 'grant', requester: 'everyone' },
            { decision: 'deny', requester: bob },
          ],
        },
      ],
    })
    const ask = (decision: 'grant' | 'deny' | 'none', requester: string, user = alice) =>
      driver.perform('setConsent', { user, decision, requester })
    expect(await ask('grant', 'everyone')).toEqual({})
    expect(await ask('deny', bob)).toEqual({})
    expect((await failureOf(ask('none', 'everyone'))).text).toContain('says grant')
    expect((await failureOf(ask('grant', bob))).text).toContain('says deny')
    expect((await failureOf(ask('grant', 'everyone', 'mimi://a.example/u/x'))).text).toContain('has no account')
  })

  it('registers devices but publishes nothing', async () => {
    const driver = await make({ accounts: [{ uri: alice, devices: [{ device: 'd1', keyPackages: 0 }] }] })
    const publish = (keyPackages: Uint8Array[]) =>
      driver.perform('publishKeyPackages', { user: alice, device: 'd9', keyPackages })
    expect(await publish([])).toEqual({ device: 'd1' })
    expect((await failureOf(publish([new Uint8Array(1)]))).kind).toBe('unsupported')
  })

  it('hands each joining code out once', async () => {
    const room = 'mimi://a.example/r/1'
    const driver = await make({ accounts: [], joiningCodes: [{ room, code: 'AQI', uses: 1 }] })
    const request = { room, by: alice, lifetimeS: 60, uses: 1 }
    expect(await driver.perform('createJoinLink', request)).toEqual({ code: new Uint8Array([1, 2]) })
    expect((await failureOf(driver.perform('createJoinLink', request))).kind).toBe('unsupported')
  })

  it('says which operations it has; the others are unsupported', async () => {
    const driver = await make({ accounts: [] })
    expect(driver.operations).toEqual(['createUser', 'publishKeyPackages', 'setConsent', 'createJoinLink'])
    const failure = await failureOf(driver.perform('deleteUser', { user: alice }))
    expect([failure.operation, failure.kind]).toEqual(['deleteUser', 'unsupported'])
    await driver.close()
  })

  it.each([
    ['{', /JSON/],
    [[], /expected a JSON object, came \[\]/],
    [{}, /accounts: expected a list, came nothing/],
    [{ accounts: [{ url: alice }] }, /accounts\[0\]\.uri: expected a string that is not empty, came nothing/],
    [{ accounts: [{ uri: alice, search: 'all' }] }, /accounts\[0\]\.search: expected "open" or "handle" or "hidden"/],
  ])('refuses %j as a file of facts', async (facts, problem) => {
    await expect(make(facts)).rejects.toThrow(problem)
  })
})

it('without a driver every operation is unsupported, with a hint', async () => {
  const failure = await failureOf(createUser(noDriver, 'x'))
  expect([failure.operation, failure.kind]).toEqual(['createUser', 'unsupported'])
  expect(failure.text).toContain('docs/driver.md')
  await noDriver.close()
})
