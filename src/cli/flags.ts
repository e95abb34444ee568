/** How a command line is read. Settings of a run are declared where the configuration is read. */
import { type Draft, drafts } from '../drafts/ids.js'
import { didYouMean } from '../transport/nearest.js'
import type { ConfigurationFlag, Given } from '../target/configuration/flags.js'
import { type Arguments, type Command, type Flag, UsageError } from './command.js'

export const flags = {
  draft: { name: 'draft', value: 'D', help: `draft: ${drafts.join(', ')}` },
  fault: {
    name: 'fault',
    value: 'ID',
    help: 'a deviation of the reference provider (mimicry list --faults); implies --strict',
  },
  json: { name: 'json', help: 'machine-readable output' },
} satisfies Record<string, Flag>

export const helpFlag: Flag = { name: 'help', help: 'this text' }

/** @throws UsageError naming the nearest flag, a missing value, or arguments too many or too few */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const declared = [...command.flags, helpFlag]
  const given = new Map<string, string[]>()
  const positional: string[] = []
  const queue = [...words]
  let rest: string[] = []
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') {
      rest = queue
      break
    }
    if (word === '-' || !word.startsWith('-')) {
      positional.push(word)
      continue
    }
    const [flag, attached] = findFlag(command, declared, word)
    const value = flag.value === undefined ? switchOf(flag, attached) : (attached ?? valueAfter(flag, queue))
    given.set(flag.name, [...(given.get(flag.name) ?? []), value])
  }
  if (!given.has(helpFlag.name)) boundPositionals(command, positional)
  return new ReadArguments(declared, given, positional, rest)
}

function findFlag(command: Command, declared: readonly Flag[], word: string): [Flag, string | undefined] {
  const equals = word.indexOf('=')
  const name = equals < 0 ? word : word.slice(0, equals)
  const flag = declared.find((candidate) => name === `--${candidate.name}` || (name === '-h' && candidate === helpFlag))
  if (flag) return [flag, equals < 0 ? undefined : word.slice(equals + 1)]
  const near = didYouMean(
    name,
    declared.map((candidate) => `--${candidate.name}`),
  )
  throw new UsageError(`mimicry ${command.name} has no flag ${name}${near}; mimicry ${command.name} --help lists them`)
}

function switchOf(flag: Flag, attached: string | undefined): string {
  if (attached !== undefined) throw new UsageError(`--${flag.name} takes no value, but got ${attached}`)
  return ''
}

function valueAfter(flag: Flag, queue: string[]): string {
  const value = queue.shift()
  if (value === undefined || (value.startsWith('--') && value !== '--')) {
    throw new UsageError(`--${flag.name} needs a value: --${flag.name} ${flag.value ?? ''}`)
  }
  return value
}

function boundPositionals({ name, usage, positionals }: Command, positional: readonly string[]): void {
  const { least = 0, most } = positionals ?? { most: 0 }
  const surplus = positional[most]
  if (surplus !== undefined) throw new UsageError(`mimicry ${name} does not know what to do with ${surplus}`)
  if (positional.length < least) throw new UsageError(`mimicry ${name} needs more: mimicry ${usage[0] ?? name}`)
}

class ReadArguments implements Arguments {
  constructor(
    private readonly declared: readonly Flag[],
    private readonly given: ReadonlyMap<string, string[]>,
    readonly positional: readonly string[],
    readonly rest: readonly string[],
  ) {}

  text(name: string): string | undefined {
    return this.texts(name).at(-1)
  }

  texts(name: string): readonly string[] {
    if (!this.declared.some((flag) => flag.name === name)) throw new RangeError(`the flag --${name} is not declared`)
    return this.given.get(name) ?? []
  }

  on(name: string): boolean {
    return this.texts(name).length > 0
  }

  whole(name: string, least = 0): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value
    throw new UsageError(`--${name} needs a whole number of at least ${least}, not ${text}`)
  }
}

/** The settings among the flags, as the configuration takes them. */
export function givenOf(args: Arguments, settings: readonly ConfigurationFlag[]): Given {
  return Object.fromEntries(
    settings
      .filter(({ name }) => args.on(name))
      .map(({ name, value }) => [name, value === undefined ? true : args.texts(name)]),
  )
}

/** The values of a flag that takes several, with commas or given again; undefined where it is absent. */
export function listOf(args: Arguments, name: string): string[] | undefined {
  if (!args.on(name)) return undefined
  const values = args
    .texts(name)
    .flatMap((text) => text.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
  if (values.length === 0) throw new UsageError(`--${name} is empty`)
  return values
}

/** `--draft`: undefined where it is absent or `all`. @throws UsageError for a word that is no draft */
export function draftsOf(args: Arguments): Draft[] | undefined {
  const words = listOf(args, 'draft')
  if (!words || words.includes('all')) return undefined
  return words.map((word) => {
    const draft = drafts.find((known) => known === word)
    if (draft) return draft
    throw new UsageError(`--draft ${word} is none of ${drafts.join(', ')}, all${didYouMean(word, drafts)}`)
  })
}
