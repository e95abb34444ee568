import type { Writable } from 'node:stream'
import { serveTestee } from '../../fuzz/testee/serve.js'
import { version } from '../runner/version.js'
import type { Command } from './command.js'
import { stdinOf } from './stdin.js'

export const command: Command = {
  name: 'testee',
  summary: 'answers the testee protocol on stdin and stdout',
  usage: ['testee'],
  flags: [],
  details: `JSON lines: one request per line on standard input, one answer per line on standard output, matched by id; ends when
standard input ends. For example
  {"id":1,"op":"hello"}
  {"id":2,"op":"decode","draft":"06","struct":"IdentifierUri","bytes":"0161"}`,
  async run(_, io) {
    for await (const answers of serveTestee(stdinOf(io), { name: 'mimicry', version })) {
      if (!io.stdout.writable) break
      if (!io.stdout.write(answers)) await drained(io.stdout)
    }
    return 0
  },
}

/** Waits until a stream takes more, or takes nothing any longer. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })
}
