import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, statSync, writeFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './atomic.js'
import { isSame, readState, stateText, type Identity, type State } from './state.js'
import { makeFolder } from '../../src/transport/make-folder.js'

/** The directory cannot be written to, or another campaign is at work in it: wrong use. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
  readonly exitStatus = 2
}

/** A state that was written so recently, ms, by a process that is alive belongs to a campaign that is under way. */
const ALIVE_MS = 10_000
/** What an earlier campaign leaves behind and a later one must not mix with. The corpus stays: it is for both. */
const LEFT_BEHIND = ['state.json', 'summary.json', 'events.jsonl', 'findings']

/** The directory of a campaign: its state, findings, events and summary. */
export class Output {
  /** Whether the file of events ends in the middle of a line; undefined until something is added to it. */
  private broken: boolean | undefined

  private constructor(
    readonly directory: string,
    /** Where this campaign left off; undefined where it begins. */
    readonly resumed: State | undefined,
    /** What became of what was there, in words. */
    readonly remarks: readonly string[],
  ) {}

  /**
   * Opens a directory: a campaign that is the same and did not reach its end goes on; anything else that is there is
   * moved into `previous/`.
   * @throws OutputError
   */
  static open(directory: string, identity: Identity): Output {
    try {
      makeFolder(directory)
      const probe = join(directory, '.writable')
      writeFileSync(probe, '')
      rmSync(probe)
    } catch (error) {
      throw new OutputError(
        `cannot write to ${directory}: ${error instanceof Error ? error.message : String(error)}; --out names another folder`,
      )
    }
    const before = stateIn(directory)
    if (before instanceof Error || before === undefined) {
      const kept = keepPrevious(directory, undefined)
      const why = before ? `its state cannot be read (${before.message})` : 'it has no state'
      return new Output(
        directory,
        undefined,
        kept === undefined ? [] : [`what was in ${directory} is kept in ${kept}: ${why}`],
      )
    }
    refuseWhileRunning(directory, before)
    if (!before.finished && isSame(before, identity)) {
      return new Output(directory, before, [`goes on after ${before.cases} cases of ${before.started}`])
    }
    const kept = keepPrevious(directory, before.started) ?? directory
    return new Output(directory, undefined, [`the campaign of ${before.started} is kept in ${kept}`])
  }

  get findings(): string {
    return join(this.directory, 'findings')
  }

  get corpus(): string {
    return join(this.directory, 'corpus')
  }

  save(state: Omit<State, 'format' | 'pid'>): void {
    writeAtomically(join(this.directory, 'state.json'), stateText(state))
  }

  /** Appends an event; a line that a kill cut short is ended first. */
  log(line: string): void {
    const file = join(this.directory, 'events.jsonl')
    this.broken ??= existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n')
    appendFileSync(file, `${this.broken ? '\n' : ''}${line}\n`)
    this.broken = false
  }

  summary(text: string): string {
    const file = join(this.directory, 'summary.json')
    writeAtomically(file, text)
    return file
  }
}

/** The state of a directory, why it cannot be read, or undefined where there is none. */
function stateIn(directory: string): State | Error | undefined {
  const file = join(directory, 'state.json')
  if (!existsSync(file)) return undefined
  try {
    return readState(readFileSync(file, 'utf8'))
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function refuseWhileRunning(directory: string, { pid, finished }: State): void {
  const age = Date.now() - statSync(join(directory, 'state.json')).mtimeMs
  if (finished || pid === process.pid || age > ALIVE_MS || !isAlive(pid)) return
  throw new OutputError(`a campaign (process ${pid}) is at work in ${directory}; --out names another folder`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** @returns where it is kept; undefined where there was nothing */
function keepPrevious(directory: string, started: string | undefined): string | undefined {
  const there = LEFT_BEHIND.filter((name) => existsSync(join(directory, name)))
  if (there.length === 0) return undefined
  const time = (started ?? statSync(join(directory, there[0] ?? '')).mtime.toISOString()).replaceAll(':', '-')
  const taken = existsSync(join(directory, 'previous')) ? readdirSync(join(directory, 'previous')) : []
  let name = time
  for (let i = 2; taken.includes(name); i++) name = `${time}-${i}`
  const previous = join(directory, 'previous', name)
  makeFolder(previous)
  for (const one of there) renameSync(join(directory, one), join(previous, one))
  return previous
}
