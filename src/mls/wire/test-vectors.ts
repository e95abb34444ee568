/** For tests: the MLS working group's vectors, where they lie beside the repository; the project has no copy of them. */
import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../../shared/mls-vectors/', import.meta.url)

/** Whether they are there; without them their tests are skipped. */
export const present = existsSync(folder)
if (!present)
  console.warn(`the vectors of the MLS working group are not at ${folder.pathname}: their tests are skipped`)

/** The records of a file, as they are described beside it: their fields are the caller's to know. None where there are no vectors. */
export function vectors<T>(name: string): T[] {
  if (!present) return []
  const read: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
  if (!areRecords<T>(read)) throw new Error(`${name}.json: expected a list of records`)
  return read
}

function areRecords<T>(read: unknown): read is T[] {
  return Array.isArray(read) && read.every((record) => typeof record === 'object' && record !== null)
}
