/** What every command of the command line is made of. main.ts finds it, parses its flags and answers `--help` for it. */
import type { Readable, Writable } from 'node:stream'

/** The world as a command sees it: nothing else in a command touches the process. */
export interface Io {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Writes text to stdout as it is: the caller ends its lines. */
  out(text: string): void
  /** Writes text to stderr as it is: progress, remarks, errors. */
  err(text: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that relative paths start from. */
  readonly cwd: string
  /** Stderr is a terminal, so that a progress line may be rewritten there. */
  readonly terminal: boolean
  readonly columns: number
  /** Aborted on Ctrl-C and SIGTERM: finish what is begun, write reports, return 130. */
  readonly signal: AbortSignal
  /** What must still be done if Mimicry itself falls over: reports are written also then. */
  onCrash(task: () => Promise<void>): void
}

/** One flag, the same in every command that has it; shared ones are in flags.ts. */
export interface Flag {
  /** Without dashes: `draft`. */
  readonly name: string
  /** The value's placeholder in `--help`, such as `D` or `FILE`; absent for a switch. */
  readonly value?: string
  /** May be given more than once: values are collected in order. */
  readonly many?: true
  readonly help: string
}

/** A command line after parsing. Reading a flag that the command does not declare is a mistake in the command. */
export interface Arguments {
  readonly positional: readonly string[]
  /** What stands after `--`. */
  readonly rest: readonly string[]
  /** The value of `--name VALUE`; the last one when given twice; undefined when absent. */
  text(name: string): string | undefined
  /** All values of a flag that may be given more than once. */
  texts(name: string): readonly string[]
  /** Whether a switch is given. */
  on(name: string): boolean
  /** A whole number not below `least` (0). @throws UsageError for anything else. */
  whole(name: string, least?: number): number | undefined
}

/** What the module `cli/<name>.ts` exports as `command`. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Usage lines without the leading `mimicry`, such as `decode STRUCT [FILE | -]`. */
  readonly usage: readonly string[]
  readonly flags: readonly Flag[]
  /** Positional arguments allowed; `most` is 0 when absent. */
  readonly positionals?: { readonly least?: number; readonly most: number }
  /** Further paragraphs for `--help`: examples, files, exit statuses. */
  readonly details?: string
  /** Resolves with the exit status: 0 to 3, or 130. @throws UsageError for wrong use (2). */
  run(args: Arguments, io: Io): Promise<number>
}

/** Wrong use: printed as one line with the remedy, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
