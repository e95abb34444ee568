import { addAbortSignal } from 'node:stream'
import type { Io } from './command.js'

/** Ctrl-C while waiting for input: nothing is half done, so it ends at once. */
class Interrupted extends Error {
  readonly exitStatus = 130
}

/** Standard input, chunk by chunk. @throws Interrupted */
export async function* stdinOf({ stdin, signal }: Pick<Io, 'stdin' | 'signal'>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of addAbortSignal(signal, stdin)) yield Buffer.from(chunk)
  } catch (error) {
    throw signal.aborted ? new Interrupted('interrupted') : error
  }
}
