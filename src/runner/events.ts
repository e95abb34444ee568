/** The run as it happens: one JSON object per line, appended and never rewritten, so that a crash loses nothing. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Draft } from '../drafts/ids.js'
import type { BaselineProblem, CheckResult, TargetResult } from './result.js'
import { makeFolder } from '../transport/make-folder.js'

export type RunEvent =
  | {
      event: 'start'
      format: 'mimicry-events/1'
      version: string
      seed: number
      started: string
      strict: boolean
      /** Checks in the order in which reports list them, per draft. */
      plan: { draft: Draft; checks: string[] }[]
      baseline?: string
    }
  | ({ event: 'target' } & TargetResult)
  | { event: 'begin'; check: string; draft: Draft; atMs: number }
  | { event: 'check'; atMs: number; result: CheckResult }
  | { event: 'remark'; text: string }
  | { event: 'baseline'; problems: BaselineProblem[] }
  | { event: 'end'; durationMs: number; complete: boolean; interrupted: boolean }

/** Where events go; `record` returns after the event is safe. */
export interface EventSink {
  record(event: RunEvent): void
}

/** Opens `file` afresh, with its folder. Each line is written at once: `writeSync` leaves nothing in this process. */
export function openEventLog(file: string): EventSink & { close(): void } {
  makeFolder(dirname(file))
  const descriptor = openSync(file, 'w')
  let open = true
  return {
    record(event) {
      if (open) writeSync(descriptor, `${JSON.stringify(event)}\n`)
    },
    close() {
      if (open) closeSync(descriptor)
      open = false
    },
  }
}

/** Reads an events file back; a last line cut in the middle is left out. @throws SyntaxError for any other bad line. */
export function readEvents(file: string): RunEvent[] {
  return parseEvents(readFileSync(file, 'utf8'))
}

export function parseEvents(text: string): RunEvent[] {
  const lines = text.split('\n')
  const unfinished = lines.pop()
  const events = lines.filter((line) => line !== '').map(parseLine)
  if (unfinished) {
    try {
      events.push(parseLine(unfinished))
    } catch {
      // the process ended while it wrote this line: the event never happened
    }
  }
  return events
}

function parseLine(line: string): RunEvent {
  const value: unknown = JSON.parse(line)
  if (!isEvent(value)) throw new SyntaxError(`not an event of a run: ${line.slice(0, 80)}`)
  return value
}

const kinds: readonly unknown[] = ['start', 'target', 'begin', 'check', 'remark', 'baseline', 'end']

/** What writes these files is this file: its kind tells the rest of an event. */
function isEvent(value: unknown): value is RunEvent {
  return typeof value === 'object' && value !== null && 'event' in value && kinds.includes(value.event)
}
