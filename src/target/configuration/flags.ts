/** The settings that the command line and the environment can change, as data: `--connect-to` is MIMICRY_CONNECT_TO. */
import { compile } from '../../transport/validate.js'
import { ConfigurationError } from './types.js'

export interface ConfigurationFlag {
  /** Without dashes. */
  readonly name: string
  /** The value's placeholder; absent for a switch. */
  readonly value?: string
  /** May be given more than once; each value may itself be a list with commas. */
  readonly many?: true
  readonly help: string
}

/** The argument that is no flag: MIMICRY_URL in the environment. */
export const urlSetting = 'url'

export const configurationFlags = [
  { name: 'config', value: 'FILE', help: 'settings; mimicry.config.json, if it is there, unless given' },
  { name: 'draft', value: 'D', many: true, help: '01, 02ed, 06 or all' },
  { name: 'only', value: 'GLOB', many: true, help: 'checks whose id matches, such as notify.*' },
  { name: 'area', value: 'A', many: true, help: 'checks of these areas, such as NTF,KEY' },
  { name: 'level', value: 'LEVEL', many: true, help: 'checks of this level: MUST, SHOULD, MAY, behaviour' },
  { name: 'role', value: 'ROLE', many: true, help: 'checks of a target as provider, follower or hub' },
  { name: 'requirement', value: 'ID', many: true, help: 'checks of this requirement, such as MIMI-KEY-018' },
  { name: 'domain', value: 'NAME', help: "the target's provider domain, if it is not the URL's host" },
  { name: 'trust', value: 'FILE', many: true, help: "PEM certificates that vouch for the target's" },
  { name: 'connect-to', value: 'HOST:PORT', help: 'connect there whatever the URL says; SNI and Host unchanged' },
  { name: 'driver', value: 'URL', help: 'control URL of an http driver' },
  { name: 'driver-token', value: 'TOKEN', help: 'its bearer token; better in MIMICRY_DRIVER_TOKEN' },
  { name: 'out', value: 'DIR', help: 'folder of the reports; mimicry-out unless given' },
  { name: 'report', value: 'LIST', many: true, help: 'json, junit, html, markdown; all unless given' },
  { name: 'baseline', value: 'FILE', help: 'known verdicts' },
  { name: 'strict', help: 'warnings count for the exit status' },
  { name: 'seed', value: 'N', help: 'decides names and order; 1 unless given' },
  { name: 'concurrency', value: 'N', help: 'checks at once; 8 unless given' },
  { name: 'timeout', value: 'MS', help: 'ms that a check may take at the most; 120000 unless given' },
] as const satisfies readonly ConfigurationFlag[]

export type Setting = (typeof configurationFlags)[number]['name'] | typeof urlSetting

/** Flags as they were given, by name; a switch is true, `url` is the argument. What is absent or undefined was not given. */
export type Given = Readonly<Partial<Record<Setting, string | readonly string[] | boolean>>>
export type Environment = Readonly<Record<string, string | undefined>>

export function variableOf(setting: Setting): string {
  return `MIMICRY_${setting.toUpperCase().replaceAll('-', '_')}`
}

/** One setting from the flags or else the environment, with the name under which it was given. */
export class Settings {
  constructor(
    private readonly flags: Given,
    private readonly env: Environment,
  ) {
    refuseUnknown(env)
  }

  /** How the user gave it, for messages: `--seed` or `MIMICRY_SEED`. */
  nameOf(setting: Setting): string {
    if (this.flags[setting] === undefined) return variableOf(setting)
    return setting === urlSetting ? 'URL' : `--${setting}`
  }

  text(setting: Setting): string | undefined {
    const given = this.flags[setting] ?? this.fromEnvironment(setting)
    if (given === undefined) return undefined
    return typeof given === 'object' ? given.at(-1) : String(given)
  }

  /** All values, lists with commas taken apart. */
  list(setting: Setting): string[] | undefined {
    const given = this.flags[setting] ?? this.fromEnvironment(setting)
    if (given === undefined) return undefined
    const values = typeof given === 'object' ? given : [String(given)]
    const each = values.flatMap((value) => value.split(',')).map((value) => value.trim())
    return each.length === 0 ? undefined : each.filter((value) => value !== '')
  }

  switch(setting: Setting): boolean | undefined {
    const word = this.text(setting)
    if (word === undefined) return undefined
    if (/^(1|true|yes|on)$/i.test(word)) return true
    if (/^(0|false|no|off)$/i.test(word)) return false
    throw new ConfigurationError([`${this.nameOf(setting)} is ${JSON.stringify(word)}; write true or false`])
  }

  whole(setting: Setting, least: number, most: number): number | undefined {
    const digits = this.text(setting)
    if (digits === undefined) return undefined
    const value = Number(digits)
    if (/^\d+$/.test(digits) && value >= least && value <= most) return value
    throw new ConfigurationError([
      `${this.nameOf(setting)} is ${JSON.stringify(digits)}; write a whole number from ${least} to ${most}`,
    ])
  }

  private fromEnvironment(setting: Setting): string | undefined {
    return this.env[variableOf(setting)] || undefined
  }
}

const known = [urlSetting, ...configurationFlags.map(({ name }) => name)] as const

const validate = compile<Environment>({
  type: 'object',
  properties: Object.fromEntries(known.map((setting) => [variableOf(setting), {}])),
  additionalProperties: false,
})

/** A misspelt variable would be ignored in silence, and the run be another than the one meant. */
function refuseUnknown(env: Environment): void {
  const ours = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('MIMICRY_')))
  if (Object.keys(ours).every((name) => known.some((setting) => variableOf(setting) === name))) return
  const validation = validate(ours)
  if (validation.ok) return
  throw new ConfigurationError(
    validation.problems.map(
      ({ key, remedy }) => `the environment has ${key}, which is no variable of Mimicry's: ${remedy}`,
    ),
  )
}
