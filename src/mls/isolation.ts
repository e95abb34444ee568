/**
 * A process for what ts-mls does with a target's bytes. It has little memory and little time, so that a tree made to
 * exhaust either ends that process and not the run. A thread would not do: V8 ends the whole process when one array of a
 * thread outgrows the thread's limit at once, which is just what a leaf index out of range makes ts-mls allocate. It is
 * started when first needed, and anew after it was lost.
 */
import { type ChildProcess, fork } from 'node:child_process'
import type { Draft } from '../drafts/ids.js'

/** The private keys of a key package as octets: key objects cannot leave their process. */
export interface RawBundle {
  suite: number
  keyPackage: Uint8Array
  initKey: Uint8Array
  encryptionKey: Uint8Array
  signatureKey: Uint8Array
}

/** What to try; the bytes are well-formed, and no more is known of them. */
export type Job =
  | { kind: 'welcome'; draft: Draft; bundle: RawBundle; welcome: Uint8Array; ratchetTree: Uint8Array }
  | { kind: 'external'; draft: Draft; groupInfo: Uint8Array; ratchetTree: Uint8Array; replaces?: number }

/** What became of it: `refused` is what ts-mls said, the others are what it did. */
export type Outcome = { kind: 'done' } | { kind: 'refused' | 'crashed' | 'timeout'; what: string }

export interface Limits {
  timeoutMs: number
  heapMb: number
}

const standard: Limits = { timeoutMs: 10_000, heapMb: 256 }
/** To load what it needs, on a busy machine. */
const startMs = 60_000

/** It runs built code; from sources, as in tests, it is that of the last build. */
const built = import.meta.url.endsWith('.js')
  ? new URL('isolated-worker.js', import.meta.url)
  : new URL('../../dist/src/mls/isolated-worker.js', import.meta.url)

export class Isolation {
  readonly #limits: Limits
  readonly #entry: URL
  #worker: ChildProcess | undefined
  /** Takes what becomes of the job at hand. */
  #settle: (outcome: Outcome) => void = () => {}
  /** The job before, whatever came of it: the process has one at a time. */
  #last: Promise<unknown> = Promise.resolve()

  /** @param entry says `ready` once it takes jobs, and answers each with its outcome */
  constructor(limits: Limits = standard, entry = built) {
    this.#limits = limits
    this.#entry = entry
  }

  /** Whether there is a process: not before it was needed, and not after it was lost. */
  get started(): boolean {
    return this.#worker !== undefined
  }

  /**
   * Waits no longer than the limit once it is the job's turn.
   * @throws Error when the process cannot be started, which says nothing about the job
   */
  try(job: Job): Promise<Outcome> {
    const outcome = this.#last.then(() => this.#run(job))
    this.#last = outcome.catch(() => {})
    return outcome
  }

  close(): void {
    const worker = this.#worker
    this.#worker = undefined
    worker?.kill('SIGKILL')
  }

  async #run(job: Job): Promise<Outcome> {
    const worker = (this.#worker ??= await this.#start())
    const { timeoutMs } = this.#limits
    const outcome = new Promise<Outcome>((resolve) => (this.#settle = resolve))
    const timer = setTimeout(() => {
      this.close()
      this.#settle({ kind: 'timeout', what: `not done after ${timeoutMs} ms` })
    }, timeoutMs)
    // Between jobs it does not keep our process alive.
    worker.ref()
    worker.channel?.ref()
    worker.send(job)
    try {
      return await outcome
    } finally {
      clearTimeout(timer)
      worker.unref()
      worker.channel?.unref()
    }
  }

  async #start(): Promise<ChildProcess> {
    const worker = fork(this.#entry, {
      serialization: 'advanced',
      // What V8 writes when it gives up is no output of ours.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${this.#limits.heapMb}`],
    })
    await ready(worker)
    const lost = (what: string) => {
      // One that was given up already has nothing to say.
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#settle({ kind: 'crashed', what })
    }
    worker.on('message', (outcome: Outcome) => {
      if (this.#worker === worker) this.#settle(outcome)
    })
    worker.on('error', ({ message }) => lost(message))
    worker.on('exit', (code, signal) => lost(`its process ended with ${signal ?? `exit code ${code}`}`))
    return worker
  }
}

/** @throws Error when it ends, or takes too long, before it says that it takes jobs */
async function ready(worker: ChildProcess): Promise<void> {
  try {
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not ready after ${startMs} ms`)), startMs)
      const ended = (error: Error | number | null) => {
        clearTimeout(timer)
        reject(error instanceof Error ? error : new Error(`it ended with ${error}; is it built (npm run build)?`))
      }
      worker.once('error', ended)
      worker.once('exit', ended)
      worker.once('message', () => {
        clearTimeout(timer)
        worker.off('error', ended)
        worker.off('exit', ended)
        resolve(undefined)
      })
    })
  } catch (cause) {
    worker.kill('SIGKILL')
    throw new Error(`cannot start a process for ${worker.spawnargs.at(-1)}: ${messageOf(cause)}`, { cause })
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
