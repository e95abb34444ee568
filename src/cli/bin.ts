#!/usr/bin/env node
import { once } from 'node:events'
import { exitWith, processIo } from './io.js'
import { main, messageOf } from './main.js'

const io = processIo()

/** Whatever escapes every other net: one clear line, and the reports of a run that was under way. */
async function fallOver(error: unknown): Promise<never> {
  process.on('uncaughtException', () => process.exit(3))
  io.err(`mimicry: internal error: ${messageOf(error, io)} (MIMICRY_DEBUG=1 shows where)\n`)
  await io.crashed()
  return exitWith(3)
}

await Promise.race([
  main(process.argv.slice(2), io).then(exitWith),
  once(process, 'uncaughtException').then(([error]) => fallOver(error)),
])
