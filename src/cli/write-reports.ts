import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Dump } from '../../reports/html.js'
import { report, reportFiles } from '../../reports/index.js'
import { structures } from '../wire/index.js'
import type { Summary } from '../runner/result.js'
import type { Report } from '../target/configuration.js'
import { hexdump } from '../codec/hexdump.js'
import { makeFolder } from '../transport/make-folder.js'

/**
 * Writes the reports into a folder, and gives their paths as seen from `cwd`. One that cannot be written must not cost
 * the others: its error comes last.
 */
export async function writeReports(
  summary: Summary,
  { out, reports, cwd }: { out: string; reports: readonly Report[]; cwd: string },
): Promise<string[]> {
  makeFolder(out)
  const written: string[] = []
  const failures: unknown[] = []
  for (const name of reports) {
    const file = join(out, reportFiles[name])
    try {
      writeFileSync(file, await report(name, summary, dump))
      written.push(relative(cwd, file) || file)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return written
}

/** Bytes that are the structure, or break off in it, field by field. */
const dump: Dump = (draft, struct, bytes) => {
  const table = structures(draft)
  const codec = Object.hasOwn(table, struct) ? table[struct] : undefined
  return codec ? hexdump(codec, bytes).text : null
}
