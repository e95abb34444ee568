import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './atomic.js'
import type { CorpusEntry } from './campaign.js'
import { entryFile } from './corpus-file.js'
import { readCorpus, type Unreadable } from './corpus.js'
import { makeFolder } from '../../src/transport/make-folder.js'

export interface Merged {
  /** Entries read, the target's own included. */
  readonly read: number
  /** Entries that the target has now: one for each class. */
  readonly kept: number
  readonly unreadable: readonly Unreadable[]
}

/**
 * Gathers corpora in one, of which the smallest entry for each class remains. Files that are no entries stay where
 * they are.
 */
export function mergeCorpora(target: string, sources: readonly string[]): Merged {
  const smallest = new Map<string, CorpusEntry>()
  const unreadable: Unreadable[] = []
  let read = 0
  const own = readCorpus(target)
  for (const { entries, unreadable: passedOver } of [own, ...sources.map(readCorpus)]) {
    unreadable.push(...passedOver)
    read += entries.size
    for (const entry of entries.values()) {
      const { draft, struct, endpoint, reached } = entry
      const key = JSON.stringify([draft, struct, endpoint, reached])
      const known = smallest.get(key)
      if (!known || isSmaller(entry, known)) smallest.set(key, entry)
    }
  }
  makeFolder(target)
  const files = new Map([...smallest.values()].map(entryFile).map(({ name, text }) => [name, text]))
  for (const [name, text] of files) writeAtomically(join(target, name), text)
  for (const name of own.entries.keys()) if (!files.has(name)) rmSync(join(target, name))
  return { read, kept: files.size, unreadable }
}

/** Shorter bytes, then a shorter way to them, then whichever name comes first: the same whatever the order of sources. */
function isSmaller(one: CorpusEntry, other: CorpusEntry): boolean {
  const by = one.bytes.length - other.bytes.length || (one.mutations?.length ?? 0) - (other.mutations?.length ?? 0)
  return by < 0 || (by === 0 && entryFile(one).name < entryFile(other).name)
}
