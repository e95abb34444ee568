import { Buffer } from 'node:buffer'
import type { Draft } from '../src/drafts/ids.js'
import { describeMark } from '../src/runner/baseline.js'
import {
  type CheckResult,
  gravestFirst,
  type ReportedExchange,
  type ReportedFinding,
  type ReportedMessage,
  type Summary,
} from '../src/runner/result.js'
import { script, style } from './html-assets.js'
import { inOrderOfGravity, outcome, place, plural, requirementLine } from './text.js'

/** An annotated hexdump of one structure; null where it cannot say more than the bytes do. */
export type Dump = (draft: Draft, struct: string, bytes: Uint8Array) => string | null

/** One file without anything beside it: failures first, each check opens; readable without scripts, filtered with them. */
export function htmlReport(summary: Summary, dump: Dump = () => null): string {
  const { checks, baseline, remarks } = summary
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(`Mimicry: ${outcome(summary)}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="brand">Mimicry ${text(summary.version)}</p>
<h1 class="${summary.exitStatus === 0 ? 'good' : 'bad'}">${text(outcome(summary))}</h1>
<p>${summary.targets.map(({ draft, domain, directory }) => `draft ${draft}: <code title="${text(directory)}">${text(domain)}</code>`).join(' &middot; ')}</p>
<p class="quiet">${text(summary.started)} &middot; ${(summary.durationMs / 1000).toFixed(1)} s &middot; seed ${summary.seed}${summary.strict ? ' &middot; strict' : ''}</p>
${bar(summary)}
</header>
<form class="filter" hidden>
<input type="search" placeholder="id, requirement or text" aria-label="filter">
${gravestFirst.map((verdict) => `<label><input type="checkbox" value="${verdict}"${verdict === 'pass' ? '' : ' checked'}> ${verdict}</label>`).join('\n')}
<output></output>
</form>
<main>
${notes('Baseline', baseline?.problems.map(({ check, draft, text: why }) => `${check} [${draft}]: ${why}`) ?? [])}
${notes('Remarks', remarks)}
${inOrderOfGravity(checks)
  .map((result) => entry(result, dump))
  .join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`
}

function bar({ summary }: Summary): string {
  const parts = gravestFirst.filter((verdict) => summary[verdict] > 0)
  const segments = parts.map((verdict) => `<i class="${verdict}" style="flex:${summary[verdict]}"></i>`)
  const counts = parts.map((verdict) => `<li><b class="${verdict}">${summary[verdict]}</b> ${verdict}</li>`)
  return `<div class="bar" aria-hidden="true">${segments.join('')}</div>
<ul class="counts"><li><b>${summary.total}</b> ${summary.total === 1 ? 'check' : 'checks'}</li>${counts.join('')}</ul>`
}

function notes(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  return `<section class="notes"><h2>${title}</h2><ul>${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul></section>`
}

function entry(result: CheckResult, dump: Dump): string {
  const { id, draft, verdict, title, level, durationMs, findings, exchanges = [], reason } = result
  const mark = describeMark(result)
  const unexpected = verdict === 'pass' && result.baseline?.state === 'unexpected'
  const open = verdict === 'fail' || verdict === 'error' || unexpected ? ' open' : ''
  const known = result.baseline?.state === 'as-expected' ? `known: ${result.baseline.reason}` : null
  return `<details class="check" data-verdict="${verdict}"${open}>
<summary><span class="verdict ${verdict}">${verdict}</span> <code>${text(id)}</code> <span class="draft">${draft}</span> <span class="title">${text(title)}</span></summary>
<div class="body">
<p class="quiet">${level} &middot; ${result.requirements.join(', ')} &middot; ${durationMs} ms</p>
${[reason, mark, known].map((line) => (line === null ? '' : `<p>${text(line)}</p>`)).join('')}
${findings.map((finding) => findingBlock(finding, draft)).join('\n')}
${findings[0] ? `<pre class="repeat">${text(findings[0].repeat)}</pre>` : ''}
${exchanges.length === 0 ? '' : `<details class="exchanges"><summary>${plural(exchanges.length, 'exchange')}</summary>${exchanges.map((exchange) => exchangeBlock(exchange, draft, dump)).join('\n')}</details>`}
</div>
</details>`
}

function findingBlock(finding: ReportedFinding, draft: Draft): string {
  const where = place(finding)
  const rows: [string, string][] = [
    ['expected', finding.expected],
    ['actual', finding.actual],
    ...(where === '' ? [] : [['at', where] as [string, string]]),
    ...(finding.note === undefined ? [] : [['note', finding.note] as [string, string]]),
  ]
  return `<div class="finding ${finding.severity}"><p>${text(requirementLine(finding, draft))}</p>
<dl>${rows.map(([term, value]) => `<dt>${term}</dt><dd>${text(value)}</dd>`).join('')}</dl></div>`
}

function exchangeBlock(exchange: ReportedExchange, draft: Draft, dump: Dump): string {
  const { id, direction, peer, method, url, ending, durationMs, struct } = exchange
  const way = direction === 'out' ? `${peer} asks` : `${peer} is asked`
  return `<article id="exchange-${id}"><h3>Exchange ${id}: ${text(`${method} ${url}`)}</h3>
<p class="quiet">${text(way)} &middot; ${text(ending)} &middot; ${Math.round(durationMs)} ms</p>
${messageBlock('request', exchange.request, draft, struct, dump)}
${exchange.response ? messageBlock(`response ${exchange.status ?? ''}`, exchange.response, draft, answerTo(struct), dump) : ''}
</article>`
}

/** The drafts name a response after its request. */
function answerTo(struct: string | undefined): string | undefined {
  return struct?.endsWith('Request') ? struct.replace(/Request$/, 'Response') : undefined
}

function messageBlock(
  title: string,
  { headers, body, bodyLength }: ReportedMessage,
  draft: Draft,
  struct: string | undefined,
  dump: Dump,
): string {
  const bytes = Buffer.from(body, 'base64url')
  const whole = bytes.length === bodyLength
  const annotated = struct !== undefined && whole && bodyLength > 0 ? dump(draft, struct, bytes) : null
  const shown = bodyLength === 0 ? '' : (annotated ?? plainDump(bytes))
  const cut = whole ? '' : `\n(the first ${bytes.length} of ${bodyLength} bytes)`
  const named = annotated === null || struct === undefined ? '' : `, ${struct}`
  return `<h4>${text(`${title}: ${plural(bodyLength, 'byte')}${named}`)}</h4>
<pre>${text(headers.map(([name, value]) => `${name}: ${value}`).join('\n'))}</pre>
${shown === '' ? '' : `<pre class="bytes">${text(shown + cut)}</pre>`}`
}

/** Offset, sixteen bytes, and the same as text. */
function plainDump(bytes: Uint8Array): string {
  const rows: string[] = []
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const line = bytes.subarray(offset, offset + 16)
    const hex = [...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const printable = [...line].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '.')).join('')
    rows.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${printable}`)
  }
  return rows.join('\n')
}

/** Text of a target must not become markup, nor must control characters reach a reader. */
function text(raw: string): string {
  return raw
    .replaceAll(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
