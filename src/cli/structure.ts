/** What decode and encode have in common: which structure, and where the input comes from. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Codec } from '../codec/index.js'
import { drafts, isDraft, type Draft } from '../drafts/ids.js'
import { didYouMean } from '../transport/nearest.js'
import { structures } from '../wire/index.js'
import { UsageError, type Arguments, type Io } from './command.js'
import { stdinOf } from './stdin.js'

/** The structure named first on the command line, in the draft of `--draft`. */
export function structureOf(args: Arguments): Codec<unknown> {
  const draft = args.text('draft')
  if (!isDraft(draft)) {
    const given = draft === undefined ? 'which draft?' : `there is no draft ${draft}:`
    throw new UsageError(`${given} structures differ between drafts, so give --draft with one of ${drafts.join(', ')}`)
  }
  const name = args.positional[0] ?? ''
  const table = structures(draft)
  const codec = Object.hasOwn(table, name) ? table[name] : undefined
  if (codec) return codec
  throw new UsageError(`draft ${draft} has no structure ${name}${alternatives(name, draft)}`)
}

function alternatives(name: string, draft: Draft): string {
  const elsewhere = drafts.filter((other) => Object.hasOwn(structures(other), name))
  return elsewhere.length > 0
    ? `; it belongs to ${elsewhere.join(' and ')}`
    : didYouMean(name, Object.keys(structures(draft)))
}

/** The bytes of a file, or of stdin for `-` or where nothing is named. */
export async function readInput(named: string | undefined, io: Io): Promise<Buffer> {
  if (named === undefined || named === '-') return readAll(io)
  try {
    return await readFile(resolve(io.cwd, named))
  } catch (error) {
    throw new UsageError(`cannot read ${named}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function readAll(io: Io): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stdinOf(io)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
