import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { mergeCorpora } from '../../fuzz/campaigns/corpus-merge.js'
import { type Command, UsageError } from './command.js'

export const command: Command = {
  name: 'corpus',
  summary: 'merges and minimises corpora',
  usage: ['corpus merge OUT IN…'],
  flags: [],
  positionals: { least: 2, most: Infinity },
  details: `OUT gets the smallest entry of each class that OUT and all IN have, and no others; it may be new, and with OUT alone
it is minimised. Files that are no entries are named and left alone.

Exit status: 0 merged; 2 wrong use.`,
  run(args, io) {
    const [what = '', out = '', ...sources] = args.positional
    if (what !== 'merge') throw new UsageError(`mimicry corpus can merge, not ${what}: mimicry corpus merge OUT IN…`)
    const from = sources.map((source) => directory(source, resolve(io.cwd, source)))
    const target = resolve(io.cwd, out)
    if (existsSync(target) || from.length === 0) directory(out, target)
    try {
      const { read, kept, unreadable } = mergeCorpora(target, from)
      for (const { file, why } of unreadable) io.err(`passed over ${file}: ${why}\n`)
      io.out(`${out}: ${kept} entries, one for each class, of ${read} that were read\n`)
      return Promise.resolve(0)
    } catch (error) {
      throw new UsageError(`cannot merge into ${out}: ${error instanceof Error ? error.message : String(error)}`)
    }
  },
}

function directory(named: string, path: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return path
  throw new UsageError(`there is no folder ${named}`)
}
