/** JUnit XML as the usual CI readers take it. The only importer of junit-report-builder. */
import junit, { type Builder } from 'junit-report-builder'
import type { CodecResult, StructureResult } from '../fuzz/testee/result.js'
import type { CheckResult, Summary } from '../src/runner/result.js'
import { isUnexpected } from '../src/runner/status.js'
import { faultText } from './codec.js'
import { headline, resultLines } from './text.js'

/**
 * One suite per area and draft. A check that fails the run is a failure, one in error an error; what the baseline foresees
 * and what only warns or observes passes, with its findings as output; a skip keeps its reason.
 */
export function junitReport(summary: Summary): string {
  const root = newBuilder().name('mimicry')
  for (const [name, results] of suitesOf(summary)) {
    const suite = root.testSuite().name(name).timestamp(new Date(summary.started))
    suite.time(results.reduce((ms, { durationMs }) => ms + durationMs, 0) / 1000)
    for (const result of results) addCase(suite, result, summary.strict)
  }
  addBaselineProblems(root, summary)
  return withSkipReasons(root.build())
}

/** One suite per draft, one case per structure of a testee; the testee's own conduct is a case of its own. */
export function codecJunit(result: CodecResult): string {
  const root = newBuilder().name('mimicry codec')
  for (const draft of result.drafts) {
    const suite = root.testSuite().name(`codec (draft ${draft})`).timestamp(new Date(result.started))
    for (const one of result.structures) if (one.draft === draft) addStructure(suite, one, result)
  }
  const conduct = [
    ...result.claims.filter(({ lie }) => lie).map(({ what, structs }) => `hello: ${what}: ${structs.join(', ')}`),
    ...result.incidents.filter(({ kind }) => kind !== 'hung').map(({ what }) => `the program ${what}`),
  ]
  const test = root.testSuite().name('testee').testCase().className('mimicry.codec').name('keeps to the protocol')
  if (conduct.length > 0) test.failure(clean(conduct[0] ?? ''), 'conduct').stacktrace(clean(conduct.join('\n')))
  return withSkipReasons(root.build())
}

function addStructure(suite: Suite, one: StructureResult, { disagreements }: CodecResult): void {
  const { draft, struct, cases, agree, disagree, ambiguous, unjudged } = one
  const test = suite.testCase().className(`mimicry.codec.${draft}`).name(`${struct} [${draft}]`)
  if (disagree > 0) {
    const found = disagreements.filter((record) => record.draft === draft && record.struct === struct)
    const lines = found.map((record) => {
      const { path, offset, expected, actual, request } = record
      return `${faultText(record)} at ${path}, byte ${offset}\n  expected ${expected}\n  actual   ${actual}\n  request  ${request}`
    })
    test.failure(clean(`${disagree} of ${cases} cases disagree`), 'disagree').stacktrace(clean(lines.join('\n')))
  } else if (agree + ambiguous === 0) {
    test.skipped().standardOutput(unjudged > 0 ? 'not judged: the run ended early' : 'unsupported')
  }
}

type Suite = ReturnType<Builder['testSuite']>

/** The package declares a member `default` that its module, being CommonJS, is itself. */
function newBuilder(): Builder {
  const module: unknown = junit
  if (!isBuilder(module)) throw new TypeError('junit-report-builder does not export a builder')
  return module.newBuilder()
}

function isBuilder(module: unknown): module is Builder {
  return typeof module === 'object' && module !== null && 'newBuilder' in module
}

function suitesOf({ checks }: Summary): Map<string, CheckResult[]> {
  const suites = new Map<string, CheckResult[]>()
  for (const result of checks) {
    const name = `${result.area} (draft ${result.draft})`
    suites.set(name, [...(suites.get(name) ?? []), result])
  }
  return suites
}

function addCase(suite: Suite, result: CheckResult, strict: boolean): void {
  const { id, title, draft, area, verdict, durationMs, baseline } = result
  const test = suite.testCase().className(`mimicry.${draft}.${area}`).name(`${id} [${draft}]`)
  test.time(durationMs / 1000)
  const text = clean([title, ...resultLines(result)].join('\n'))
  const message = clean(headline(result))
  if (verdict === 'error' && baseline?.state !== 'as-expected') test.error(message, 'error', text)
  else if (isUnexpected(result, strict)) test.failure(message, verdict).stacktrace(text)
  else if (verdict === 'skip') test.skipped().standardOutput(clean(result.reason ?? 'no reason given'))
  else if (verdict !== 'pass') test.standardOutput(text)
}

function addBaselineProblems(root: Builder, { baseline }: Summary): void {
  if (!baseline || baseline.problems.length === 0) return
  const suite = root.testSuite().name('baseline')
  for (const { check, draft, kind, text } of baseline.problems) {
    suite
      .testCase()
      .className('mimicry.baseline')
      .name(clean(`${check} [${draft}]`))
      .failure(clean(text), kind)
  }
}

/** The builder cannot give a reason with a skip; readers look for it in the attribute `message`. */
function withSkipReasons(xml: string): string {
  const skipped = /<skipped\/>(\s*<system-out><!\[CDATA\[)([^\]]*)/g
  return xml.replaceAll(skipped, (_, between: string, reason: string) => {
    return `<skipped message="${attribute(reason)}"/>${between}${reason}`
  })
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}

/** XML 1.0 has no form for control characters and lone surrogates; brackets would end a CDATA section. */
function clean(text: string): string {
  return text
    .replaceAll(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => {
      return `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`
    })
    .replaceAll(']]>', ']] >')
}
