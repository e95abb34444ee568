/** Finds the command, reads its flags, and turns every way to end into an exit status and at most one clear line. */
import { didYouMean } from '../transport/nearest.js'
import { version } from '../runner/version.js'
import { type Command, type Io, UsageError } from './command.js'
import { readArguments } from './flags.js'
import { commandHelp, overview } from './help.js'

/** Summaries stand here too, so that the overview loads no command. */
const commands: readonly { name: string; summary: string; load: () => Promise<{ command: Command }> }[] = [
  { name: 'run', summary: 'tests a provider, or the reference provider', load: () => import('./run.js') },
  { name: 'list', summary: 'lists checks, faults or requirements', load: () => import('./list.js') },
  { name: 'explain', summary: 'explains a check, requirement or fault', load: () => import('./explain.js') },
  { name: 'serve', summary: 'runs the reference provider', load: () => import('./serve.js') },
  { name: 'init', summary: 'writes a configuration to start from', load: () => import('./init.js') },
  { name: 'decode', summary: 'shows a structure as an annotated hexdump', load: () => import('./decode.js') },
  { name: 'encode', summary: 'writes a structure from its JSON', load: () => import('./encode.js') },
  { name: 'testee', summary: 'answers the testee protocol on stdin and stdout', load: () => import('./testee.js') },
  { name: 'codec', summary: 'tests any codec that speaks the testee protocol', load: () => import('./codec.js') },
  { name: 'fuzz', summary: 'looks for what no check knows', load: () => import('./fuzz.js') },
  { name: 'replay', summary: 'repeats a finding, or the checks that failed', load: () => import('./replay.js') },
  { name: 'corpus', summary: 'merges and minimises corpora', load: () => import('./corpus.js') },
]

/** Runs one command line (without `node` and the script). Resolves with the exit status, never rejects. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(words, io)
  } catch (error) {
    io.err(`mimicry: ${messageOf(error, io)}\n`)
    return statusOf(error)
  }
}

async function dispatch([name, ...words]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const about = name === 'help' ? words[0] : undefined
    if (about !== undefined) return dispatch([about, '--help'], io)
    if (name !== undefined) io.out(overview(commands))
    else io.err(overview(commands))
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v' || name === 'version') {
    io.out(`${version}\n`)
    return 0
  }
  const found = commands.find((command) => command.name === name)
  if (!found) {
    const names = commands.map((command) => command.name)
    throw new UsageError(`there is no command ${name}${didYouMean(name, names)}; mimicry --help lists them`)
  }
  const { command } = await found.load()
  const args = readArguments(command, words)
  if (args.on('help')) {
    io.out(commandHelp(command))
    return 0
  }
  return command.run(args, io)
}

/** An error that says how the run ends: 2 for wrong use and configuration. */
function statusOf(error: unknown): number {
  if (error instanceof UsageError) return 2
  if (typeof error === 'object' && error !== null && 'exitStatus' in error && typeof error.exitStatus === 'number') {
    return error.exitStatus
  }
  return 3
}

/** One line, or with MIMICRY_DEBUG all there is. */
export function messageOf(error: unknown, { env }: Pick<Io, 'env'>): string {
  if (!(error instanceof Error)) return String(error)
  if (env.MIMICRY_DEBUG) return error.stack ?? error.message
  const system = 'code' in error && typeof error.code === 'string' && !error.message.includes(error.code)
  return error.message.trim() + (system ? ` (${String(error.code)})` : '')
}
