import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/codec/json.js'
import { isDraft } from '../../src/drafts/ids.js'
import { loadVectors } from '../../vectors/load.js'
import { questionOf, type Case } from './case.js'
import { generatedCases, vectorCases } from './cases.js'
import { openTestee, type Testee } from './client.js'
import { subjectsOf } from './conformance.js'
import { judge, type Disagreement } from './judge.js'

/** Generated values of each structure. */
const RUNS = 12
/** ms. The crates take a minute on two slow cores, once: what has been built is kept. */
const BUILD_MS = 240_000
const FETCH_MS = 60_000

const folder = fileURLToPath(new URL('examples/', import.meta.url))
const kept = join(tmpdir(), `mimicry-examples-${userInfo().username}`)

type Command = readonly [program: string, ...args: string[]]

interface Example {
  readonly name: string
  readonly structs: number
  /** Builds it. @throws Missing */
  ready(): Promise<Command>
  /** What its libraries do otherwise than a strict reader. All of it must turn up. */
  readonly deviations: readonly Deviation[]
}

interface Deviation {
  readonly what: string
  covers(one: Case, found: Disagreement): boolean
}

/** A toolchain that is not there, or of no use: a reason to skip. */
class Missing extends Error {}

const isIn =
  (...numbers: Json[]) =>
  (value: Json | undefined) =>
    value !== undefined && numbers.includes(value)

/** openmls 0.9.2, as examples/README.md tells it. */
const ofOpenmls: readonly Deviation[] = [
  {
    what: 'refuses cipher suites that it does not know',
    covers: ({ vector }, { fault }) =>
      fault === 'refuses-valid' && some(vector.value, 'cipher_suite', (suite) => !isIn(1, 2, 3, 4, 5, 6, 7)(suite)),
  },
  {
    what: 'takes a credential of unknown type for one opaque value',
    covers: (_, { fault, detail, path }) =>
      fault === 'accepts-malformed' && detail === 'value-invalid' && path.endsWith('credential_type'),
  },
  {
    what: 'does not look into certificates',
    covers: (_, { fault, path }) => fault === 'accepts-malformed' && /(^|\.)certificates\[/.test(path),
  },
  {
    what: 'lets a GroupContext have any version',
    covers: (_, { fault, detail, path }) =>
      fault === 'accepts-malformed' && detail === 'value-invalid' && /^(group_context\.)?version$/.test(path),
  },
]

const examples: readonly Example[] = [
  { name: 'python', structs: 12, ready: python, deviations: [] },
  { name: 'go', structs: 8, ready: go, deviations: [] },
  { name: 'rust', structs: 19, ready: rust, deviations: ofOpenmls },
]

describe.each(examples)('the example in $name', ({ structs, ready, deviations }) => {
  it('agrees in all that it supports, and disagrees only as its libraries do', async (context) => {
    const command = await orSkip(ready, context.skip)
    const testee = await openTestee({ command, timeoutMs: 20_000 })
    try {
      const cases = casesFor(testee)
      expect(new Set(cases.map(({ one }) => one.struct)).size).toBe(structs)
      const judged = await Promise.all(
        cases.map(async ({ one, codec }) => ({ one, judgement: judge(codec, one, await testee.ask(questionOf(one))) })),
      )
      const unexpected: unknown[] = []
      const turnedUp = new Set<string>()
      for (const { one, judgement } of judged) {
        if (judgement.kind === 'agree' || judgement.kind === 'ambiguous') continue
        const known = judgement.kind === 'disagree' && deviations.find(({ covers }) => covers(one, judgement))
        if (known) turnedUp.add(known.what)
        else unexpected.push({ ...questionOf(one), judgement })
      }
      expect(unexpected.slice(0, 5)).toEqual([])
      expect([...turnedUp].toSorted()).toEqual(deviations.map(({ what }) => what).toSorted())
      // At least the generated values, both ways, and a few malformations of each.
      expect(judged.length).toBeGreaterThan(structs * RUNS * 5)
      expect(testee.incidents).toEqual([])
    } finally {
      await testee.close()
    }
  }, 400_000)

  it('answers what makes no sense, and goes on', async (context) => {
    const [program, ...args] = await orSkip(ready, context.skip)
    const nonsense = ['{', '[]', 'null', '{"op":"hello"}', '{"id":{},"op":"hello"}', '['.repeat(100_000), '\ufffd']
    const lines = [
      ...nonsense,
      '{"id":1,"op":"sing","draft":"06","struct":"IdentifierUri"}',
      '{"id":"two","op":"decode","draft":"06","struct":"IdentifierUri","bytes":"0G"}',
      '{"id":3,"op":"decode","draft":"06","struct":"IdentifierUri","bytes":"0A"}',
      '',
      '{"id":4,"op":"decode","draft":"06","struct":"SomethingElse","bytes":""}',
      '{"id":5,"op":"decode","draft":"01","struct":"IdentifierUri","bytes":"00"}',
      '{"id":6,"op":"decode","draft":"06","struct":"SubmitMessageResponse","bytes":"0102000000000000002a"}',
    ]
    const { stdout, status } = spawnSync(program, args, { input: lines.join('\n'), encoding: 'utf8', timeout: 30_000 })
    const bad = (id: unknown) => ({ id, ok: false, error: { code: 'bad-request' } })
    const answers = stdout.trimEnd().split('\n')
    expect(answers.map((line): unknown => JSON.parse(line))).toMatchObject([
      ...nonsense.map(() => bad(null)),
      bad(1),
      bad('two'),
      bad(3),
      { id: 4, ok: false, unsupported: true },
      { id: 5, ok: false, unsupported: true },
      { id: 6, ok: true, value: { protocol: 'mls10', statusCode: 'epochTooOld', currentEpoch: '42' } },
    ])
    expect(status).toBe(0)
  }, 400_000)
})

/** All cases of what it claims. */
function casesFor({ hello }: Testee) {
  const drafts = (hello?.drafts ?? []).filter(isDraft)
  const vectors = loadVectors()
  return subjectsOf({ drafts, structs: hello?.structs ?? [] }).flatMap((subject) =>
    [...vectorCases(subject, vectors), ...generatedCases(subject, { seed: 1, runs: RUNS })].map((one) => ({
      one,
      codec: subject.codec,
    })),
  )
}

/** Whether a member of that name, wherever in a value, passes a test. */
function some(value: Json | undefined, name: string, test: (member: Json | undefined) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false
  const members = Object.entries(value)
  return members.some(([key, member]) => (key === name && test(member)) || some(member, name, test))
}

const prepared = new Map<Example['ready'], Promise<Command>>()

async function orSkip(ready: Example['ready'], skip: (why: string) => never): Promise<Command> {
  const command = prepared.get(ready) ?? ready()
  prepared.set(ready, command)
  try {
    return await command
  } catch (error) {
    if (error instanceof Missing) skip(error.message)
    throw error
  }
}

async function python(): Promise<Command> {
  const { status } = await run(['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 9))'], 10_000)
  if (status !== 0) throw new Missing('it needs Python 3.9 or later')
  return ['python3', '-B', join(folder, 'python/testee.py')]
}

async function go(): Promise<Command> {
  const program = join(kept, 'go-testee')
  const source = join(folder, 'go')
  const built = await run(['go', 'build', '-C', source, '-o', program, '.'], BUILD_MS, { GOTOOLCHAIN: 'local' })
  if (built.output.includes('requires go >=')) throw new Missing(built.output)
  return succeeded(built, program)
}

async function rust(): Promise<Command> {
  const manifest = join(folder, 'rust/Cargo.toml')
  const fetched = await run(['cargo', 'fetch', '--locked', '--manifest-path', manifest], FETCH_MS)
  if (fetched.status !== 0) throw new Missing(`the crates cannot be fetched: ${fetched.output}`)
  const target = join(kept, 'rust')
  const built = await run(['cargo', 'build', '--locked', '--offline', '--manifest-path', manifest], BUILD_MS, {
    CARGO_TARGET_DIR: target,
  })
  if (/is not supported by|requires rustc/.test(built.output)) throw new Missing(built.output)
  return succeeded(built, join(target, 'debug/mimicry-example-rust'))
}

function succeeded({ status, output }: Ran, program: string): Command {
  if (status !== 0) throw new Error(`the build failed:\n${output}`)
  return [program]
}

interface Ran {
  readonly status: number | null
  /** The end of what it wrote on stderr. */
  readonly output: string
}

/** @throws Missing where there is no such program, or where it takes too long: it and all that it started are then ended */
async function run([program, ...args]: Command, ms: number, env: Record<string, string> = {}): Promise<Ran> {
  mkdirSync(kept, { recursive: true })
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    const timer = setTimeout(() => {
      reject(new Missing(`${program} ${args[0]} took longer than ${ms / 1000} s; started again, it goes on from there`))
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    }, ms)
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4000)))
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(new Missing(`${program} cannot be started: ${error.message}`))
    })
    child.on('close', (status) => {
      clearTimeout(timer)
      resolve({ status, output: output.trim() })
    })
  })
}
