import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { openTestee, type Testee, type TesteeOptions } from './client.js'
import type { Answer } from './protocol.js'

const plain = fileURLToPath(new URL('../../dist/fuzz/testee/miniature/plain.js', import.meta.url))
const open: Testee[] = []
afterEach(async () => {
  for (const testee of open.splice(0)) await testee.close()
})

async function start(behaviour: string, more: Partial<TesteeOptions> = {}): Promise<Testee> {
  const command = [process.execPath, plain, ...behaviour.split(' ')] as const
  const testee = await openTestee({ command, timeoutMs: 30_000, firstMs: 30_000, ...more })
  open.push(testee)
  return testee
}

/** Asks for these bytes, all at once. */
function ask(testee: Testee, ...bytes: string[]): Promise<Answer[]> {
  return Promise.all(bytes.map((one) => testee.ask({ op: 'decode', draft: '06', struct: 'IdentifierUri', bytes: one })))
}

const bytes = (count: number): string[] => Array.from({ length: count }, (_, i) => i.toString(16).padStart(4, '0'))
const echo = (one: string): Answer => ({ kind: 'value', value: { echo: one } })

describe('a testee that behaves', () => {
  it('is asked many things at once and introduces itself', async () => {
    const testee = await start('right')
    expect(testee.hello).toEqual({ name: 'right', version: '1', drafts: ['06'], structs: ['IdentifierUri'] })
    expect(await ask(testee, ...bytes(300))).toEqual(bytes(300).map(echo))
    expect(testee.incidents).toEqual([])
  })

  it('may answer in any order', async () => {
    const testee = await start('out-of-order')
    expect(await ask(testee, ...bytes(200))).toEqual(bytes(200).map(echo))
    expect(testee.incidents).toEqual([])
  })

  it.each(['knows-no-hello', 'ignores-hello', 'dies-of-hello'])('%s, and will do', async (behaviour) => {
    const testee = await start(behaviour, { timeoutMs: 1000 })
    expect(testee.hello).toBeUndefined()
    expect(await ask(testee, '01')).toEqual([echo('01')])
  })

  it('may flood stderr', async () => {
    const testee = await start('floods-stderr')
    expect(await ask(testee, ...bytes(20))).toEqual(bytes(20).map(echo))
  })
})

describe('a testee that cannot be asked', () => {
  it.each([
    [['./no-such-testee'], /no-such-testee cannot be started: there is no such program/],
    [[plain.replace('plain.js', '')], /miniature\/ cannot be started: it is not executable/],
    [[process.execPath, plain, 'dies-at-once'], /ended with status 9 before it answered anything; .*no licence/],
    [[process.execPath, plain, 'silent'], /answered nothing within 400 ms, not even hello; .*flushes/],
    [[process.execPath, plain, 'hangs'], /answered nothing within 400 ms/],
  ] as [[string, ...string[]], RegExp][])('%s', async (command, message) => {
    // Those that do answer, if by their death, may take their time to start.
    const firstMs = /silent|hangs/.test(command.join(' ')) ? 400 : 30_000
    await expect(openTestee({ command, firstMs })).rejects.toMatchObject({
      name: 'TesteeUnavailable',
      exitStatus: 3,
      message: expect.stringMatching(message),
    })
  })
})

describe('of many requests under way, the one that did it is named', () => {
  const culprit = '0025'
  const others = bytes(100).filter((one) => one !== culprit)

  async function askAll(testee: Testee): Promise<Answer | undefined> {
    const answers = await ask(testee, ...bytes(100))
    const guilty = answers[0x25]
    expect(answers.filter((_, i) => i !== 0x25)).toEqual(others.map(echo))
    return guilty
  }

  it.each([
    [`dies-on ${culprit}`, { kind: 'died', how: 'ended with status 7' }],
    [`killed-on ${culprit}`, { kind: 'died', how: 'was ended by SIGTERM' }],
    [`hangs-on ${culprit}`, { kind: 'hung' }],
    [`half-a-line-on ${culprit}`, { kind: 'hung', begun: '{"id":' }],
    [`nonsense-on ${culprit}`, { kind: 'broken', why: 'wrote a line that is not JSON', line: 'panic!' }],
    [`wrong-id ${culprit}`, { kind: 'broken', why: expect.stringContaining('id null') }],
    [`endless-line ${culprit}`, { kind: 'died', how: expect.stringContaining('a line of more than 1000000 bytes') }],
    [`floods-stdout ${culprit}`, { kind: 'broken', line: 'x' }],
  ])('%s', async (behaviour, expected) => {
    const testee = await start(behaviour, {
      lineBytes: 1_000_000,
      timeoutMs: /^(hangs|half)/.test(behaviour) ? 1000 : 30_000,
    })
    expect(await askAll(testee)).toMatchObject(expected)
  })

  it('which answers twice', async () => {
    const testee = await start(`twice ${culprit}`)
    expect(await askAll(testee)).toEqual(echo(culprit))
    expect(testee.incidents).toMatchObject([{ kind: 'answered-twice', after: { bytes: culprit } }])
  })

  it('after which it chats', async () => {
    const testee = await start('chats')
    const answers = await ask(testee, ...bytes(20))
    const told = answers.filter(({ kind }) => kind === 'broken').length + testee.incidents.length
    expect(told).toBeGreaterThan(0)
  })
})

it('a death that no request alone brings about is told apart, and nobody is blamed', async () => {
  const testee = await start('dies-after 30')
  expect(await ask(testee, ...bytes(70))).toEqual(bytes(70).map(echo))
  expect(testee.incidents[0]).toMatchObject({ kind: 'died', what: expect.stringContaining('status 8') })
})

it('nonsense alone is broken answers, one for each request', async () => {
  const testee = await start('nonsense')
  expect(testee.hello).toBeUndefined()
  const answers = await ask(testee, ...bytes(98))
  expect(answers.every(({ kind }) => kind === 'broken')).toBe(true)
  expect(testee.givenUp).toBe('none of its first 100 answers was one')
})

it('a line before the first answer is named, and not the answer', async () => {
  const testee = await start('greets')
  expect(await ask(testee, '00')).toEqual([echo('00')])
  expect(testee.incidents).toMatchObject([{ kind: 'stray-line', what: expect.stringContaining('Welcome') }])
})

it('is given up when it keeps answers back until more is asked', async () => {
  const testee = await start('waits-for-the-next', { hangs: 1, timeoutMs: 1000 })
  expect(await ask(testee, ...bytes(3))).toEqual(bytes(3).map(echo))
  expect(testee.givenUp).toContain('without waiting for the next')
})

it('an answer of the wrong shape is broken', async () => {
  const testee = await start('wrong-shape')
  expect(await ask(testee, '00')).toMatchObject([{ kind: 'broken', why: expect.stringContaining('"value"') }])
})

it('is given up after so many deaths or hangs', async () => {
  const dying = await start('dies-on 00', { restarts: 4 })
  const answers = await ask(dying, '00', '00', '00', '00', '00', '00', '00', '01')
  expect(answers.map(({ kind }) => kind)).toEqual(['died', 'died', ...Array<string>(6).fill('gone')])
  const hanging = await start('hangs-on 00', { hangs: 1, timeoutMs: 1000 })
  expect((await ask(hanging, '00', '00', '01')).map(({ kind }) => kind)).toEqual(['hung', 'gone', 'gone'])
  expect(hanging.givenUp).toBe('it hung on 1 request')
})

it('ends with all that it started', async () => {
  const testee = await start('has-children')
  const [answer] = await ask(testee, '00')
  await testee.close()
  const pid = answer?.kind === 'value' ? Number(answer.value) : 0
  expect(pid).toBeGreaterThan(0)
  await expect.poll(() => alive(pid)).toBe(false)
  expect(await ask(testee, '00')).toEqual([{ kind: 'gone', why: 'closed' }])
})

it('stops when it is told to', async () => {
  const interrupt = new AbortController()
  const testee = await start('hangs-on 00', { signal: interrupt.signal })
  const answers = ask(testee, '01', '00')
  interrupt.abort()
  expect((await answers).at(-1)).toEqual({ kind: 'gone', why: 'interrupted' })
})

/** Whether a process runs; one that has ended but that nobody has asked about yet does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
