/** `mimicry init`: a configuration to start from, whose schema explains each key in an editor. */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { drafts, isDraft } from '../drafts/ids.js'
import { type ConfigurationFile, configurationFlags, defaultFile } from '../target/configuration.js'
import { type Arguments, type Command, type Io, UsageError } from './command.js'

/** Flags of a run that a starting point can hold. */
const kept = ['config', 'draft', 'domain', 'trust', 'connect-to', 'driver']
/** Where an installed package has the schema. */
const schema = 'node_modules/mimicry/dist/src/target/configuration.schema.json'

export const command: Command = {
  name: 'init',
  summary: 'writes a configuration to start from',
  usage: ['init [URL] [flags]'],
  positionals: { most: 1 },
  flags: [
    ...configurationFlags.filter(({ name }) => kept.includes(name)),
    { name: 'force', help: 'write over a file that is there' },
  ],
  details: `Writes ${defaultFile} (--config FILE for another). Editors that know JSON Schema show what each key means;
docs/configuration.md has them all. Example:

  mimicry init https://a.example --draft 06 --trust ca.pem --driver http://127.0.0.1:8080/`,
  run: initCommand,
}

/** @throws UsageError when the file is there already and `--force` is not given */
export function initCommand(args: Arguments, io: Io): Promise<number> {
  const name = args.text('config') ?? defaultFile
  const path = resolve(io.cwd, name)
  if (existsSync(path) && !args.on('force'))
    throw new UsageError(`${name} is there already; --force writes over it, --config FILE writes another`)
  writeFileSync(path, `${JSON.stringify(startingPoint(args, io.cwd, dirname(path)), null, 2)}\n`)
  io.out(`wrote ${name}; next: fill in what is yours, then mimicry run\n`)
  return Promise.resolve(0)
}

function startingPoint(args: Arguments, cwd: string, folder: string): ConfigurationFile {
  const [directory = 'https://a.example/.well-known/mimi-protocol-directory'] = args.positional
  const connectTo = args.text('connect-to')
  const driver = args.text('driver')
  const trustAnchors = args.texts('trust').map((file) => relative(folder, resolve(cwd, file)))
  const target = { directory, domain: args.text('domain'), trustAnchors }
  return {
    $schema: schemaFrom(folder),
    drafts: Object.fromEntries(draftsOf(args).map((draft) => [draft, target])),
    ...(connectTo !== undefined && { connectTo }),
    ...(driver !== undefined && { driver: { url: driver } }),
    timing: { fanoutMs: 10_000, retryMs: 300_000, quietMs: 5_000 },
    out: 'mimicry-out',
  }
}

function draftsOf(args: Arguments) {
  const words = args.texts('draft').flatMap((text) => text.split(','))
  if (words.length === 0) return ['06']
  if (words.includes('all')) return drafts
  const unknown = words.find((word) => !isDraft(word))
  if (unknown !== undefined) throw new UsageError(`--draft is ${unknown}; write ${drafts.join(', ')} or all`)
  return words
}

/** The installed schema, in this folder or one around it; where there is none, where it will be once installed. */
function schemaFrom(folder: string): string {
  for (let around = folder; ; around = dirname(around)) {
    const found = join(around, schema)
    if (existsSync(found)) return `./${relative(folder, found)}`.replace('./..', '..')
    if (dirname(around) === around) return `./${schema}`
  }
}
