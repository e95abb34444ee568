/** For tests: a campaign against something that is known to be wrong, until it finds that. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Io } from './command.js'
import { main } from './main.js'

export interface Searched {
  /** What follows `mimicry fuzz`: the kind, and what it is to be run against. */
  readonly words: readonly string[]
  readonly seed: number
  /** Cases at the most. */
  readonly most: number
  /** The causes, in words, that are this one and no other. */
  readonly shows: RegExp
}

export interface Find {
  /** Number of the first case that showed it, from 1. */
  readonly cases: number
  readonly ms: number
  /** In words: `server-error keyMaterial requestingUser.uri`. */
  readonly cause: string
}

export interface Search {
  /** Null where the campaign went to its end without it. */
  readonly found: Find | null
  /** Causes that were found before it. */
  readonly others: readonly string[]
  /** What was written to stderr. */
  readonly err: string
}

/** Runs the command line itself, as it would be typed, and interrupts it once it has found what it is to find. */
export async function search({ words, seed, most, shows }: Searched): Promise<Search> {
  const folder = mkdtempSync(join(tmpdir(), 'mimicry-proof-'))
  const control = new AbortController()
  const others: string[] = []
  let [found, err, line, begun]: [Find | null, string, string, number] = [null, '', '', performance.now()]
  const hear = (event: unknown) => {
    if (!isEvent(event)) return
    if (event.event === 'start') begun = performance.now()
    if (event.event !== 'finding' || found) return
    const cause = event.cause.join(' ')
    if (shows.test(cause)) {
      found = { cases: event.case + 1, ms: Math.round(performance.now() - begun), cause }
      control.abort()
    } else others.push(cause)
  }
  const io: Io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    out(text) {
      const lines = (line + text).split('\n')
      line = lines.pop() ?? ''
      for (const each of lines) hear(JSON.parse(each))
    },
    err: (text) => void (err += text),
    env: {},
    cwd: folder,
    terminal: false,
    columns: 80,
    signal: control.signal,
    onCrash: () => undefined,
  }
  const limits = ['--seed', String(seed), '--runs', String(most), '--time', '180s', '--json', '--out', 'out']
  // What is named from the root of the checkout is to be found from the campaign's own folder.
  const [kind = '', ...more] = words.map((word) => (word.startsWith('dist/') ? resolve(word) : word))
  try {
    await main(['fuzz', kind, ...limits, ...more], io)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { found, others, err }
}

interface Event {
  readonly event: string
  readonly case: number
  readonly cause: readonly string[]
}

function isEvent(json: unknown): json is Event {
  return typeof json === 'object' && json !== null && 'event' in json
}
