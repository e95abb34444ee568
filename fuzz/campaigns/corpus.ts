import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../random.js'
import { writeAtomically } from './atomic.js'
import type { Corpus, CorpusEntry } from './campaign.js'
import { entryFile, readEntry } from './corpus-file.js'
import { makeFolder } from '../../src/transport/make-folder.js'

/** A larger file is none of ours. */
const MAX_FILE = 16 * 1024 * 1024

/** A file that was passed over. */
export interface Unreadable {
  readonly file: string
  readonly why: string
}

/** Entries of a directory, by file name. What cannot be read is passed over and named. */
export function readCorpus(directory: string): { entries: Map<string, CorpusEntry>; unreadable: Unreadable[] } {
  const entries = new Map<string, CorpusEntry>()
  const unreadable: Unreadable[] = []
  const names = existsSync(directory) ? readdirSync(directory) : []
  for (const name of names.filter((one) => one.endsWith('.json')).toSorted(byText)) {
    const file = join(directory, name)
    try {
      const { size } = statSync(file)
      if (size > MAX_FILE) throw new RangeError(`it has ${size} bytes, more than any entry`)
      entries.set(name, readEntry(readFileSync(file, 'utf8')))
    } catch (error) {
      unreadable.push({ file, why: error instanceof Error ? error.message : String(error) })
    }
  }
  return { entries, unreadable }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The inputs of a campaign that are worth beginning from, in a directory that others may fill as well. */
export class CorpusDirectory implements Corpus {
  private readonly entries: CorpusEntry[]
  readonly unreadable: readonly Unreadable[]
  /** Entries that this campaign added. */
  added = 0

  constructor(readonly directory: string) {
    makeFolder(directory)
    const { entries, unreadable } = readCorpus(directory)
    this.entries = [...entries.values()]
    this.unreadable = unreadable
  }

  get size(): number {
    return this.entries.length
  }

  /** Everything that its entries reached. */
  get reached(): Set<string> {
    return new Set(this.entries.map(({ reached }) => reached))
  }

  pick(random: Random, fits?: (entry: CorpusEntry) => boolean): CorpusEntry | undefined {
    if (this.entries.length === 0) return undefined
    const from = random.below(this.entries.length)
    for (let i = 0; i < this.entries.length; i++) {
      const entry = this.entries[(from + i) % this.entries.length]
      if (entry && (!fits || fits(entry))) return entry
    }
    return undefined
  }

  /** Keeps an entry, in memory and on disk. */
  add(entry: CorpusEntry): void {
    const { name, text } = entryFile(entry)
    writeAtomically(join(this.directory, name), text)
    this.entries.push(entry)
    this.added++
  }
}
