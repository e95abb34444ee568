import { version } from '../runner/version.js'
import type { Command, Flag } from './command.js'
import { helpFlag } from './flags.js'

/** What `mimicry COMMAND --help` prints. */
export function commandHelp({ summary, usage, flags, details }: Command): string {
  return [
    `${capital(summary)}.`,
    '',
    ...usage.map((line, index) => `${index === 0 ? 'usage:' : '      '} mimicry ${line}`),
    '',
    ...table([...flags, helpFlag].map((flag) => [flagUsage(flag), flag.help])),
    ...(details === undefined ? [] : ['', details.trim()]),
    '',
  ].join('\n')
}

/** What `mimicry --help` prints. */
export function overview(commands: readonly { name: string; summary: string }[]): string {
  return [
    `mimicry ${version}: tests MIMI providers by playing the other providers`,
    '',
    'usage: mimicry COMMAND [flags]',
    '',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'mimicry COMMAND --help says more. Exit status: 0 conforms, 1 does not, 2 wrong use,',
    '3 target unreachable or nothing judged, 130 interrupted.',
    '',
  ].join('\n')
}

function flagUsage({ name, value }: Flag): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
