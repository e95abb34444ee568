/**
 * Testees without a codec, for tests of how testees are asked: `node plain.js BEHAVIOUR [ARGUMENT]`. What they decode is
 * {"echo": bytes}; the argument is the bytes, or the number of requests, at which they misbehave.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'

interface Request {
  readonly id: number
  readonly op: string
  readonly bytes?: string
}

const [behaviour = 'right', argument = ''] = process.argv.slice(2)
let asked = 0

function isRequest(json: unknown): json is Request {
  return typeof json === 'object' && json !== null && 'id' in json && 'op' in json
}

function write(json: object): void {
  process.stdout.write(`${JSON.stringify(json)}\n`)
}

function right({ id, op, bytes }: Request): object {
  if (op === 'hello') return { id, ok: true, name: behaviour, version: '1', drafts: ['06'], structs: ['IdentifierUri'] }
  return op === 'decode' ? { id, ok: true, value: { echo: bytes } } : { id, ok: true, bytes: '00' }
}

/** Right, but for the bytes of the argument. */
function unlessMarked(misbehave: (request: Request) => void): (request: Request) => void {
  return (request) => (request.bytes === argument ? misbehave(request) : write(right(request)))
}

/** Right, but for `hello`. */
function unlessHello(misbehave: (request: Request) => void): (request: Request) => void {
  return (request) => (request.op === 'hello' ? misbehave(request) : write(right(request)))
}

function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function flood(stream: Writable, text: string): void {
  stream.write(text, () => flood(stream, text))
}

const held: Request[] = []
const megabyte = `${'log '.repeat(1 << 18)}\n`

/** What each does with a request. */
const behaviours: Readonly<Record<string, (request: Request) => void>> = {
  right: (request) => write(right(request)),
  'out-of-order': (request) => {
    held.push(request)
    if (held.length > 1) return
    setTimeout(() => {
      for (const one of held.splice(0).reverse()) write(right(one))
    }, 5)
  },
  'waits-for-the-next': (request) => {
    held.push(request)
    if (asked > 4 && held.length < 2) return
    for (const one of held.splice(0)) write(right(one))
  },
  'dies-on': unlessMarked(() => process.exit(7)),
  'killed-on': unlessMarked(() => process.kill(process.pid, 'SIGTERM')),
  'dies-after': (request) => (asked > Number(argument) ? process.exit(8) : write(right(request))),
  'dies-at-once': () => {
    console.error('no licence')
    process.exit(9)
  },
  hangs: hang,
  silent: () => {},
  'hangs-on': unlessMarked(hang),
  'knows-no-hello': unlessHello(({ id }) => write({ id, ok: false, error: { code: 'unknown-op' } })),
  'ignores-hello': unlessHello(() => {}),
  'dies-of-hello': unlessHello(() => process.exit(1)),
  'knows-nothing': ({ id }) => write({ id, ok: false, unsupported: true }),
  nonsense: () => void process.stdout.write('Segmentation fault (core dumped)\n'),
  'nonsense-on': unlessMarked(() => void process.stdout.write('panic!\n')),
  'half-a-line-on': unlessMarked(() => void process.stdout.write('{"id":')),
  greets: (request) => {
    if (asked === 1) process.stdout.write('Welcome\n')
    write(right(request))
  },
  'wrong-id': unlessMarked((request) => write({ ...right(request), id: null })),
  'wrong-shape': ({ id, op }) => write(op === 'hello' ? right({ id, op }) : { id, ok: true }),
  chats: (request) => void process.stdout.write(`${JSON.stringify(right(request))}\nanswered one more\n`),
  twice: (request) => {
    write(right(request))
    if (request.bytes === argument) write(right(request))
  },
  'endless-line': unlessMarked(() => flood(process.stdout, 'x'.repeat(1 << 16))),
  'floods-stdout': unlessMarked(() => flood(process.stdout, 'x\n'.repeat(1 << 15))),
  'floods-stderr': (request) => void process.stderr.write(megabyte, () => write(right(request))),
  'has-children': (request) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
    write({ ...right(request), value: child.pid })
  },
}

const behave = behaviours[behaviour]
if (!behave) throw new Error(`there is no behaviour ${behaviour}`)
for await (const line of createInterface({ input: process.stdin })) {
  asked++
  const request: unknown = JSON.parse(line)
  if (isRequest(request)) behave(request)
}
