/** What `mimicry codec` prints: why the testee disagrees, cause by cause with an example, then where, then the sum. */
import type { Case } from '../fuzz/testee/case.js'
import type { Fault } from '../fuzz/testee/judge.js'
import {
  causeOf,
  codecStatus,
  type Cause,
  type CodecResult,
  type Counts,
  type DisagreementRecord,
} from '../fuzz/testee/result.js'
import { ascii, plural } from './text.js'

export interface CodecReportOptions {
  readonly strict: boolean
  /** Lists every structure and every ambiguous case. */
  readonly verbose: boolean
  /** The bytes of a structure, field by field. */
  readonly dump: (draft: string, struct: string, bytes: string) => string
  /** Where a disagreement was written to. */
  readonly fileOf: (record: DisagreementRecord) => string
  readonly files: readonly string[]
}

const MAX_CAUSES = 25
const MAX_ROWS = 30
const MAX_NAMES = 6
const MAX_DUMP_LINES = 20
const MAX_REQUEST = 500
const indent = ' '.repeat(11)

export function codecReport(result: CodecResult, options: CodecReportOptions): string {
  const { claims, incidents } = result
  const lines = [
    ...causes(result, options),
    ...claims.map(({ lie, what, structs }) => {
      return `${label(lie ? 'lie' : 'note')}hello: ${what}${structs.length === 0 ? '' : `: ${someOf(structs, options)}`}`
    }),
    ...incidents
      .slice(0, MAX_NAMES)
      .flatMap(({ kind, what, after }) => [
        `${label(kind === 'hung' ? 'note' : 'incident')}the program ${what}`,
        ...(after ? [`${indent}after     ${shortRequest(JSON.stringify({ id: 1, ...after }))}`] : []),
      ]),
    ...(incidents.length > MAX_NAMES ? [`${indent}and ${incidents.length - MAX_NAMES} more incidents`] : []),
    ...notes(result, options),
    ...ambiguities(result, options),
    ...table(result, options),
    ...sums(result),
    outcome(result, options.strict),
    ...(options.files.length === 0 ? [] : [`reports: ${options.files.join(' ')}`]),
  ]
  return ascii(`${lines.join('\n')}\n`)
}

/** The line that is rewritten on a terminal. */
export function codecProgress(
  { cases, disagree, subject }: { cases: number; disagree: number; subject: { draft: string; struct: string } },
  columns: number,
): string {
  const trouble = disagree === 0 ? '' : `, ${disagree} disagree`
  return ascii(`${cases} cases${trouble}  ${subject.draft} ${subject.struct}`).slice(0, Math.max(0, columns - 1))
}

/** A fault in words, such as `accepts malformed bytes (length-not-minimal)`. */
export function faultText({ op, fault, detail }: Pick<DisagreementRecord, 'op' | 'fault' | 'detail'>): string {
  return `${words[op][fault]}${detail === '' ? '' : ` (${detail})`}`
}

const either = { 'broken-answer': 'gives a broken answer', dies: 'dies', hangs: 'hangs' } as const
const words: Readonly<Record<Case['op'], Readonly<Record<Fault, string>>>> = {
  decode: {
    'accepts-malformed': 'accepts malformed bytes',
    'refuses-valid': 'refuses valid bytes',
    'other-value': 'reads another value',
    'other-bytes': 'answers decode with other bytes',
    ...either,
  },
  encode: {
    'accepts-malformed': 'accepts a value that is none',
    'refuses-valid': 'refuses to write a valid value',
    'other-value': 'answers encode with another value',
    'other-bytes': 'writes other bytes',
    ...either,
  },
}

/** One record in lines, without its heading. */
export function recordLines(record: DisagreementRecord, dump: CodecReportOptions['dump']): string[] {
  const { draft, struct, op, source, vector, path, offset, expected, actual, request, foundIn } = record
  const dumped = dump(draft, struct, vector.bytes).trimEnd().split('\n')
  return [
    `${draft} ${struct}, ${op}, ${source === 'vector' ? 'vector ' : ''}${vector.id}${foundIn ? ', made smaller' : ''}`,
    `  about     ${vector.comment}`,
    `  at        ${path === '' ? 'the whole structure' : path}, byte ${offset}`,
    `  expected  ${expected}`,
    `  actual    ${actual.replaceAll('\n', '\n            ')}`,
    `  request   ${shortRequest(request)}`,
    ...dumped.slice(0, MAX_DUMP_LINES).map((line) => `  ${line}`),
    ...(dumped.length > MAX_DUMP_LINES ? [`  … ${dumped.length - MAX_DUMP_LINES} more lines`] : []),
  ]
}

function causes(result: CodecResult, options: CodecReportOptions): string[] {
  const shown = result.causes.slice(0, MAX_CAUSES)
  const hidden = result.causes.length - shown.length
  return [
    ...shown.flatMap((cause) => {
      const records = result.disagreements.filter((record) => causeOf(record) === causeOf(cause))
      return causeLines(cause, records, options)
    }),
    ...(hidden > 0 ? [`and ${hidden} more causes, in result.json`, ''] : []),
    ...(result.omitted > 0 ? [`${result.omitted} fields with such disagreements are counted only`, ''] : []),
  ]
}

function causeLines(cause: Cause, records: readonly DisagreementRecord[], options: CodecReportOptions): string[] {
  const { cases, structures } = cause
  const [first, ...others] = records
  const places = others.map(({ draft, struct, path, count }) => {
    return `${draft} ${struct}${path === '' ? '' : `.${path}`}${count > 1 ? ` (${count})` : ''}`
  })
  return [
    `${label('disagrees')}${faultText(cause)}: ${plural(cases, 'case')} in ${plural(structures, 'structure')}`,
    ...(first ? recordLines(first, options.dump) : []).map((line) => indent + line.replaceAll('\n', `\n${indent}`)),
    ...(first ? [`${indent}  file      ${options.fileOf(first)}`] : []),
    ...(places.length === 0 ? [] : [`${indent}  also in   ${someOf(places, options)}`]),
    '',
  ]
}

function someOf(names: readonly string[], { verbose }: CodecReportOptions): string {
  if (verbose || names.length <= MAX_NAMES) return names.join(', ')
  return `${names.slice(0, MAX_NAMES).join(', ')} and ${names.length - MAX_NAMES} more`
}

function shortRequest(line: string): string {
  return line.length > MAX_REQUEST ? `${line.slice(0, MAX_REQUEST)}… (${line.length} characters, see the file)` : line
}

/** Refusals for another reason are one line for each pair of codes, those at another place one altogether. */
function notes(result: CodecResult, options: CodecReportOptions): string[] {
  const groups = new Map<string, { count: number; places: string[] }>()
  for (const { about, expected, actual, draft, struct, id, count } of result.notes) {
    const other = about === 'code' ? `code ${actual} where a strict reader says ${expected}` : `another ${about}`
    const group = groups.get(other) ?? { count: 0, places: [] }
    groups.set(other, group)
    group.count += count
    const told = about === 'code' ? '' : `: ${actual} and not ${expected}`
    group.places.push(`${draft} ${struct} ${id}${told}`)
  }
  return [...groups].map(([other, { count, places }]) => {
    return `${label('note')}refused as it should be, with ${other}: ${count} cases, such as ${someOf(options.verbose ? places : places.slice(0, 1), options)}`
  })
}

function ambiguities({ ambiguities: all }: CodecResult, { verbose }: CodecReportOptions): string[] {
  if (all.length === 0) return []
  const accepted = all.filter((one) => one.accepted).length
  return [
    `${label('ambiguous')}of ${all.length} cases in which the drafts do not say, ${accepted} were accepted and ${all.length - accepted} refused`,
    ...(verbose ? all : []).map(({ draft, struct, id, comment, accepted: taken }) => {
      return `${indent}${taken ? 'accepted' : 'refused '}  ${draft} ${struct} ${id}: ${comment}`
    }),
  ]
}

const columns = ['agree', 'disagree', 'skip', 'ambiguous', 'unjudged'] as const

/** By default only what did not agree in full. */
function table({ structures }: CodecResult, { verbose }: CodecReportOptions): string[] {
  const telling = structures.filter(({ disagree, unjudged, agree, ambiguous }) => {
    return verbose || disagree > 0 || (unjudged > 0 && agree + ambiguous > 0)
  })
  if (telling.length === 0) return []
  const shown = verbose ? telling : telling.toSorted((a, b) => b.disagree - a.disagree).slice(0, MAX_ROWS)
  const width = Math.max(...shown.map(({ struct }) => struct.length), 'structure'.length)
  return [
    `draft  ${'structure'.padEnd(width)}  ${columns.map((name) => name.padStart(9)).join('  ')}`,
    ...shown.map((row) => {
      return `${row.draft.padEnd(5)}  ${row.struct.padEnd(width)}  ${columns.map((name) => String(row[name]).padStart(9)).join('  ')}`
    }),
    ...(telling.length > shown.length ? [`and ${telling.length - shown.length} more (--verbose lists all)`] : []),
    '',
  ]
}

function sums(result: CodecResult): string[] {
  const { drafts, structures, summary, durationMs, seed, runs } = result
  const lines = drafts.map((draft) => {
    const all = structures.filter((one) => one.draft === draft)
    const disagree = all.filter((one) => one.disagree > 0).length
    const agree = all.filter((one) => one.disagree === 0 && one.agree + one.ambiguous > 0).length
    const skip = all.filter((one) => one.skip > 0 && one.skip + one.unjudged === one.cases).length
    return `draft ${draft}: of ${plural(all.length, 'structure')} ${agree} agree, ${disagree} disagree, ${skip} are unsupported`
  })
  const seconds = (durationMs / 1000).toFixed(1)
  return [...lines, `${countLine(summary)} (${seconds} s, seed ${seed}, ${runs} generated values per structure)`]
}

function countLine({ cases, ...counts }: Counts): string {
  return `${cases} cases: ${columns.map((name) => `${counts[name]} ${name}`).join(', ')}`
}

function outcome(result: CodecResult, strict: boolean): string {
  const status = codecStatus(result, strict)
  const { givenUp, interrupted } = result
  const early = interrupted ? '; interrupted' : givenUp === null ? '' : `; given up: ${givenUp}`
  if (status === 1) return `disagrees${early}`
  if (interrupted) return 'interrupted; no disagreement so far'
  if (status === 3) return `nothing was judged: the testee supports none of what was selected${early}`
  return `agrees as far as it was judged${early}`
}

function label(word: string): string {
  return word.toUpperCase().padEnd(indent.length)
}
