/** Testees for tests that are Mimicry's own codec with one thing wrong: `node twisted.js TWIST`. */
import { createInterface } from 'node:readline'
import { codecOf } from '../case.js'
import { answerer } from '../serve.js'
import { rareTwists } from './rare-twists.js'
import { twists, type Answer, type Request } from './twists.js'

const [name = 'right'] = process.argv.slice(2)
const twist = twists[name] ?? rareTwists[name]?.twist
if (!twist) throw new Error(`there is no twist ${name}`)
const answer = answerer({ name, version: '1' })

function right(request: Request): Answer {
  const json: unknown = JSON.parse(answer(JSON.stringify({ id: 0, ...request })))
  return isAnswer(json) ? json : {}
}

function isAnswer(json: unknown): json is Answer {
  return typeof json === 'object' && json !== null
}

function isRequest(json: unknown): json is Request & { readonly id: number } {
  return typeof json === 'object' && json !== null && 'struct' in json
}

function respond(line: string): string {
  const request: unknown = JSON.parse(line)
  const codec = isRequest(request) ? codecOf(request.draft, request.struct) : undefined
  if (!twist || !codec || !isRequest(request)) return answer(line)
  return `${JSON.stringify({ ...twist(request, right, codec), id: request.id })}\n`
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(respond(line))
