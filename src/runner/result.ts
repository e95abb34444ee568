/** What a run leaves behind: the content of result.json and the one source of every report. Formats only grow. */
import type { Finding, Verdict } from '../check/finding.js'
import type { Draft } from '../drafts/ids.js'

/** The verdicts, gravest first: the order in which reports speak of them. */
export const gravestFirst: readonly Verdict[] = ['fail', 'error', 'warn', 'observe', 'skip', 'pass']

/** An HTTP exchange as reports show it: bytes as base64url, long bodies cut. */
export interface ReportedExchange {
  id: number
  direction: 'out' | 'in'
  /** Domain of Mimicry's peer. */
  peer: string
  method: string
  url: string
  status: number | null
  /** How it ended, in words. */
  ending: string
  durationMs: number
  request: ReportedMessage
  response: ReportedMessage | null
  /** Structure of the request body, as the draft names it. */
  struct?: string
}

export interface ReportedMessage {
  headers: [name: string, value: string][]
  /** base64url; the first `bodyLimit` bytes at most. */
  body: string
  /** Length of the whole body in bytes. */
  bodyLength: number
}

/** Bytes of a body that a report keeps. */
export const bodyLimit = 16_384

export interface ReportedFinding extends Finding {
  /** Section of the requirement in the draft that was run; null where that draft does not contain it. */
  section: string | null
  /** The command that runs this check again. */
  repeat: string
}

/** How a result compares with the baseline's entry for it. */
export interface BaselineMark {
  expect: Verdict
  reason: string
  issue?: string
  state: 'as-expected' | 'unexpected'
}

export interface CheckResult {
  id: string
  title: string
  draft: Draft
  area: string
  level: string
  requirements: string[]
  verdict: Verdict
  /** Why it was skipped or in error, or what was recorded; null for most others. */
  reason: string | null
  durationMs: number
  findings: ReportedFinding[]
  /** What was sent and answered; kept for checks that did not pass. */
  exchanges?: ReportedExchange[]
  /** Skipped by the run and not by the check: nothing about the target can be said. */
  notRun?: true
  baseline?: BaselineMark
}

export type Counts = { total: number } & Record<Verdict, number>

export interface TargetResult {
  draft: Draft
  domain: string
  directory: string
  /** Why nothing could be judged: no TCP, no TLS session or no HTTP answer before the first check. */
  unreachable?: string
}

/** A complaint about the baseline itself, in words: stale or expired entries. */
export interface BaselineProblem {
  check: string
  draft: string
  kind: 'stale' | 'expired'
  text: string
}

export interface Summary {
  format: 'mimicry-result/1'
  version: string
  seed: number
  /** ISO 8601, UTC. */
  started: string
  durationMs: number
  targets: TargetResult[]
  drafts: Draft[]
  /** False when the run was interrupted or fell over: only finished checks are listed. */
  complete: boolean
  interrupted: boolean
  strict: boolean
  /** How many checks were to be run, over all drafts. */
  planned: number
  exitStatus: ExitStatus
  summary: Counts
  checks: CheckResult[]
  /** Remarks of the run on itself, such as a target that died. */
  remarks: string[]
  /** Present when a baseline was given. */
  baseline?: { file: string; problems: BaselineProblem[] }
}

/** 0 conforms, 1 does not, 2 wrong use, 3 nothing could be judged, 130 interrupted. */
export type ExitStatus = 0 | 1 | 2 | 3 | 130

export function countVerdicts(checks: readonly { verdict: Verdict }[]): Counts {
  const counts: Counts = { total: checks.length, pass: 0, fail: 0, warn: 0, observe: 0, skip: 0, error: 0 }
  for (const { verdict } of checks) counts[verdict]++
  return counts
}
