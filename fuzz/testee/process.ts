/** One process of a testee: lines in, lines out, what it says on stderr, and its end. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { lineReader } from '../../src/target/driver/lines.js'

/** How much of stderr is kept, in characters from its end. */
const LAST_WORDS = 2000
/** How much is kept of a line that it has begun, in bytes. */
const BEGINNING = 100
/** ms to wait for output that is still in the pipe once the process has ended. */
const DRAIN_MS = 500

export interface Program {
  /** The program and its arguments; no shell in between. */
  readonly command: readonly [program: string, ...args: string[]]
  readonly cwd?: string
  /** The longest line that it may write, in bytes. */
  readonly lineBytes: number
}

export interface Listener {
  line(line: string): void
  /** It ended, by itself or killed, and everything that it wrote was read. `unstartable`: it never ran. */
  ended(how: string, unstartable: boolean): void
}

/** Groups that run: what still does when Mimicry exits in whatever way is ended with it. */
const running = new Set<TesteeProcess>()
process.on('exit', () => {
  for (const testee of running) testee.kill()
})

export class TesteeProcess {
  private readonly child: ChildProcessWithoutNullStreams
  private readonly gone: Promise<void>
  private words = ''
  private open = Buffer.alloc(0)
  private tooLong = false

  constructor({ command: [program, ...args], cwd, lineBytes }: Program, listener: Listener) {
    // A group of its own, so that what it starts ends with it.
    this.child = spawn(program, args, { cwd, detached: process.platform !== 'win32', windowsHide: true })
    running.add(this)
    const { stdin, stdout, stderr } = this.child
    const onTooLong = () => {
      this.tooLong = true
      this.kill()
    }
    const read = lineReader(lineBytes, (line) => listener.line(line), onTooLong)
    stdout.on('data', (chunk: Buffer) => {
      const end = chunk.lastIndexOf(0x0a)
      const open = end === -1 ? this.open : Buffer.alloc(0)
      this.open = Buffer.concat([open, chunk.subarray(end + 1, end + 1 + BEGINNING)]).subarray(0, BEGINNING)
      read(chunk)
    })
    stderr.on('data', (chunk: Buffer) => {
      this.words = (this.words + chunk.toString().slice(-LAST_WORDS)).slice(-LAST_WORDS)
    })
    for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined) // It is gone; its end says why.
    this.gone = this.watch(program, lineBytes, listener)
  }

  /** The end of what it wrote to stderr. */
  get stderr(): string {
    return this.words.trim()
  }

  /** What it wrote of a line that it has not ended. */
  get begun(): string {
    return this.open.toString().trim()
  }

  send(line: string): void {
    if (this.child.stdin.writable) this.child.stdin.write(`${line}\n`)
  }

  /** Ends it and all that it started. */
  kill(): void {
    const { pid } = this.child
    if (pid === undefined) return
    try {
      if (process.platform === 'win32') this.child.kill('SIGKILL')
      else process.kill(-pid, 'SIGKILL')
    } catch {
      // There is nobody left in the group.
    }
  }

  /** Closes its stdin, upon which it should end, and ends it if it does not within that many ms. */
  async end(graceMs: number): Promise<void> {
    this.child.stdin.end()
    const timer = setTimeout(() => this.kill(), graceMs)
    await this.gone
    clearTimeout(timer)
  }

  private watch(program: string, lineBytes: number, listener: Listener): Promise<void> {
    return new Promise((resolve) => {
      const { child } = this
      const end = (how: string, unstartable: boolean) => {
        running.delete(this)
        listener.ended(how, unstartable)
        resolve()
      }
      child.once('error', (error) => {
        if (child.pid === undefined) end(cannotStart(program, error), true)
      })
      child.once('exit', (status, signal) => {
        this.kill() // What it started must not outlive it, nor hold its output open.
        const how = signal === null ? `ended with status ${status ?? 'unknown'}` : `was ended by ${signal}`
        const why = this.tooLong ? `wrote a line of more than ${lineBytes} bytes and was ended` : how
        const drained = setTimeout(() => {
          for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
        }, DRAIN_MS)
        child.once('close', () => {
          clearTimeout(drained)
          end(why, false)
        })
      })
    })
  }
}

function cannotStart(program: string, error: NodeJS.ErrnoException): string {
  const why =
    error.code === 'ENOENT'
      ? 'there is no such program'
      : error.code === 'EACCES'
        ? 'it is not executable'
        : error.message
  return `${program} cannot be started: ${why}`
}
