#!/usr/bin/env node
import { exitWith, processIo } from './io.js'
import { main, messageOf } from './main.js'

const io = processIo()

/** Whatever escapes every other net: one clear line, and the reports of a run that was under way. */
const fallOver = async (error: unknown): Promise<void> => {
  io.err(`mimicry: internal error: ${messageOf(error, io)} (MIMICRY_DEBUG=1 shows where)\n`)
  await io.crashed()
  await exitWith(3)
}
let fallen = false
process.on('uncaughtException', (error) => {
  if (fallen) process.exit(3)
  fallen = true
  fallOver(error).catch(() => process.exit(3))
})

await exitWith(await main(process.argv.slice(2), io))
