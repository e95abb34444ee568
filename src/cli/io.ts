/** The process as an Io: the only place that touches its streams, signals and status. */
import type { Io } from './command.js'

/** A reader that goes away (`mimicry list | head`) ends the output, not the run. */
export function processIo(): Io & { crashed(): Promise<void> } {
  const interrupt = new AbortController()
  const tasks: (() => Promise<void>)[] = []
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (interrupt.signal.aborted) process.exit(130)
      interrupt.abort()
    })
  }
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    out: (text) => void (process.stdout.writable && process.stdout.write(text)),
    err: (text) => void (process.stderr.writable && process.stderr.write(text)),
    env: process.env,
    cwd: process.cwd(),
    terminal: process.stderr.isTTY,
    columns: process.stderr.columns ?? 80,
    signal: interrupt.signal,
    onCrash: (task) => void tasks.push(task),
    async crashed() {
      for (const task of tasks.splice(0)) await task()
    },
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

/** Ends the process once what was written has left it. */
export async function exitWith(status: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writable) await new Promise((resolve) => stream.write('', resolve))
  }
  return process.exit(status)
}
