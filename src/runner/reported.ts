/** From what an evaluation holds to what a report keeps: plain data, bytes as base64url, bounded. */
import type { Check } from '../check/define.js'
import type { Finding } from '../check/finding.js'
import type { Evaluation } from '../check/verdict.js'
import { sectionsOf } from '../drafts/catalogue.js'
import type { Draft } from '../drafts/ids.js'
import { describeEnding, type Exchange, type HttpMessage } from '../transport/exchange.js'
import {
  bodyLimit,
  type CheckResult,
  type ReportedExchange,
  type ReportedFinding,
  type ReportedMessage,
} from './result.js'

/** Exchanges kept beside those that a finding names: the last ones, which show how it came about. */
const lastKept = 8

/** @param repeat the command that runs the check again */
export function resultOf(check: Check, draft: Draft, evaluation: Evaluation, repeat: string): CheckResult {
  const { verdict, reason, durationMs, findings } = evaluation
  const exchanges = reportedExchanges(evaluation)
  return {
    ...described(check, draft),
    verdict,
    reason,
    durationMs: Math.round(durationMs),
    findings: findings.map((finding) => reportedFinding(finding, draft, repeat)),
    ...(exchanges && { exchanges }),
  }
}

/** The members of a result that do not depend on how it ended. */
export function described({ id, title, area, level, requirements }: Check, draft: Draft) {
  return { id, title, draft, area, level, requirements }
}

export function reportedFinding(finding: Finding, draft: Draft, repeat: string): ReportedFinding {
  return { ...finding, section: sectionsOf(finding.requirement, draft), repeat }
}

function reportedExchanges({ findings, exchanges, verdict }: Evaluation): ReportedExchange[] | undefined {
  if (verdict === 'pass' || exchanges.length === 0) return undefined
  const named = new Set(findings.map(({ exchange }) => exchange))
  return exchanges
    .filter(({ id }, index) => named.has(id) || index >= exchanges.length - lastKept)
    .map((exchange) => reportedExchange(exchange))
}

function reportedExchange(exchange: Exchange): ReportedExchange {
  const { id, direction, peer, method, url, request, response, durationMs, struct } = exchange
  return {
    id,
    direction,
    peer,
    method,
    url,
    status: response?.status ?? null,
    ending: describeEnding(exchange),
    durationMs,
    request: reportedMessage(request),
    response: response && reportedMessage(response),
    ...(struct !== undefined && { struct }),
  }
}

function reportedMessage({ headers, body }: HttpMessage): ReportedMessage {
  return {
    headers: [...headers],
    body: Buffer.from(body.subarray(0, bodyLimit)).toString('base64url'),
    bodyLength: body.length,
  }
}
