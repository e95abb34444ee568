/** The suite is sharp at the wire: whatever is altered there is found, under the requirement it breaks, where it is. */
import { describe, expect, it } from 'vitest'
import { checks } from '../../suites/index.js'
import type { Draft } from '../drafts/ids.js'
import { resultsOf } from './deviation-rig.js'
import * as wire from './tampering-rig.js'

interface Case {
  readonly what: string
  readonly draft: Draft
  /** The checks that are run. */
  readonly checks: RegExp
  /** The requirement under which it has to be found. */
  readonly requirement: string
  /** The field that the finding has to name. */
  readonly path?: RegExp
  /** The finding has to name the byte. */
  readonly byte?: true
  readonly tampering: wire.Tampering
  readonly timeoutMs?: number
}

const keys = /^key-material\.(answered|status|names-user|all-clients|valid|single-use|partial-success)/
const queries = /^query\.(answered|found|not-found|several)/
const receipts = /^(consent\.(request|update)|notify\.(accepted|duplicate|empty-response))/
const published = /^(directory\.(present|members|urls)|key-material\.answered)/

/** A component_data vector of two components out of order, in place of the empty one at the end. */
const unsorted = [8, 0xf0, 0xa2, 1, 0, 0xf0, 0xa1, 1, 0]

function html() {
  return Buffer.from('<!doctype html><title>502</title><h1>Bad gateway</h1>')
}

/** Keeps the first answer with code success and gives it to everybody who gets one. */
function firstAgain(): wire.Tampering {
  let first: Buffer | undefined
  return wire.bodies('keyMaterial', (body) => (body[1] === 0 ? (first ??= Buffer.from(body)) : body))
}

/** Gives each request the answer to the one before. */
function swapped(): wire.Tampering {
  let before: Buffer | undefined
  return wire.bodies('keyMaterial', (body) => {
    const given = before ?? body
    before = Buffer.from(body)
    return given
  })
}

const responseCases: Case[] = [
  {
    what: 'a length in more bytes than it needs',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-COD-004',
    path: /^userUri\.uri$/,
    byte: true,
    tampering: wire.malformedResponses('keyMaterial', 'length-not-minimal', /userUri/),
  },
  {
    what: 'a reserved length',
    draft: '02ed',
    checks: keys,
    requirement: 'MIMI-COD-001',
    path: /^clients$/,
    byte: true,
    tampering: wire.malformedResponses('keyMaterial', 'length-reserved', /^clients$/),
  },
  {
    what: 'a response that ends too early',
    draft: '06',
    checks: keys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.bodies('keyMaterial', (body) => body.subarray(0, -1)),
  },
  {
    what: 'a byte after the response',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.bodies('keyMaterial', (body) => Buffer.concat([body, Buffer.of(0)])),
  },
  {
    what: 'another protocol',
    draft: '02ed',
    checks: keys,
    requirement: 'MIMI-COD-001',
    path: /^protocol$/,
    byte: true,
    tampering: wire.bodies('keyMaterial', (body) => Buffer.from(body.with(0, 2))),
  },
  {
    what: 'a user status that nothing is assigned to',
    draft: '06',
    checks: keys,
    // The value itself is only observed (R-W41); what it is an answer to is not answered.
    requirement: 'MIMI-KEY-001',
    tampering: wire.bodies('keyMaterial', (body) => Buffer.from(body.with(1, 99))),
  },
  {
    what: 'an empty body',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.bodies('keyMaterial', () => Buffer.of()),
  },
  {
    what: 'a page for people instead of a response',
    draft: '02ed',
    checks: keys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.bodies('keyMaterial', html),
  },
  {
    what: 'status 204',
    draft: '06',
    checks: keys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.replies('keyMaterial', () => ({ status: 204 })),
  },
  {
    what: 'status 201',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-KEY-002',
    tampering: wire.replies('keyMaterial', (reply) => ({ ...reply, status: 201 })),
  },
  {
    what: 'status 500',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-KEY-001',
    tampering: wire.replies('keyMaterial', (reply) => ({ ...reply, status: 500 })),
  },
  {
    what: 'a redirection',
    draft: '02ed',
    checks: keys,
    requirement: 'MIMI-KEY-001',
    tampering: wire.replies('keyMaterial', () => ({ status: 302, headers: [['Location', '/elsewhere']] })),
  },
  {
    what: 'a Content-Length beyond the body, and the connection cut',
    draft: '06',
    checks: keys,
    requirement: 'MIMI-KEY-001',
    tampering: wire.replies('keyMaterial', (reply) => ({
      ...reply,
      headers: [
        ['Content-Length', String((reply.body?.length ?? 0) + 7)],
        ['Connection', 'close'],
      ],
    })),
  },
  {
    what: 'a connection cut before every answer',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-KEY-001',
    tampering: wire.replies('keyMaterial', () => ({ cut: true })),
  },
  {
    what: 'an answer that never comes',
    draft: '02ed',
    checks: /^key-material\.(answered|status)/,
    requirement: 'MIMI-KEY-001',
    tampering: wire.replies('keyMaterial', () => ({ hang: true })),
    timeoutMs: 1_500,
  },
  {
    what: 'the first answer again and again',
    draft: '06',
    checks: keys,
    requirement: 'MIMI-KEY-003',
    path: /^userUri/,
    tampering: firstAgain(),
  },
  {
    what: 'the answers to other requests',
    draft: '01',
    checks: keys,
    requirement: 'MIMI-KEY-003',
    path: /^userUri/,
    tampering: swapped(),
  },
  {
    what: 'another user named',
    draft: '02ed',
    checks: keys,
    requirement: 'MIMI-KEY-003',
    path: /^userUri/,
    tampering: wire.bodies('keyMaterial', (body) => Buffer.from(body.with(12, body[12] === 0x78 ? 0x79 : 0x78))),
  },
  {
    what: 'a changed byte in the last key package',
    draft: '06',
    checks: keys,
    requirement: 'MIMI-KEY-022',
    tampering: wire.bodies('keyMaterial', (body) => Buffer.from(body.with(body.length - 1, (body.at(-1) ?? 0) ^ 1))),
  },
  {
    what: 'a truncated response to a query',
    draft: '01',
    checks: queries,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.bodies('identifierQuery', (body) => body.subarray(0, -1)),
  },
  {
    what: 'an unsorted dictionary',
    draft: '06',
    checks: queries,
    requirement: 'MIMI-COD-023',
    path: /component_data/,
    byte: true,
    tampering: wire.bodies('identifierQuery', (body) => Buffer.from([...body.subarray(0, -1), ...unsorted])),
  },
  {
    what: 'no dictionary at all',
    draft: '06',
    checks: queries,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.bodies('identifierQuery', (body) => body.subarray(0, -1)),
  },
  {
    what: 'a length in more bytes than it needs in a query response',
    draft: '02ed',
    checks: queries,
    requirement: 'MIMI-COD-004',
    byte: true,
    tampering: wire.malformedResponses('identifierQuery', 'length-not-minimal'),
  },
  {
    what: 'success where nobody was found',
    draft: '01',
    checks: queries,
    requirement: 'MIMI-IDQ-004',
    tampering: wire.bodies('identifierQuery', (body) => Buffer.from(body.with(0, 0))),
  },
  {
    what: 'another status than 201 for consent',
    draft: '02ed',
    checks: receipts,
    requirement: 'MIMI-CON-003',
    tampering: wire.replies('requestConsent', (reply) => ({ ...reply, status: 200 })),
  },
  {
    what: 'another status than 201 for notify',
    draft: '06',
    checks: receipts,
    requirement: 'MIMI-NTF-017',
    tampering: wire.replies('notify', (reply) => ({ ...reply, status: 202 })),
  },
  {
    what: 'a body in the answer to notify',
    draft: '01',
    checks: receipts,
    requirement: 'MIMI-NTF-016',
    tampering: wire.bodies('notify', html),
  },
]

const directoryCases: Case[] = [
  {
    what: 'keyMaterial missing',
    draft: '01',
    checks: published,
    requirement: 'MIMI-DIR-003',
    tampering: wire.directory(({ keyMaterial: _without, ...rest }) => rest),
  },
  {
    what: 'notify missing',
    draft: '02ed',
    checks: published,
    requirement: 'MIMI-DIR-003',
    tampering: wire.directory(({ notify: _without, ...rest }) => rest),
  },
  {
    what: 'a clear-text URL',
    draft: '06',
    checks: published,
    requirement: 'MIMI-DIR-006',
    tampering: wire.directory((document) => ({ ...document, update: document.update?.replace('https:', 'http:') })),
  },
  {
    what: 'relative URLs',
    draft: '01',
    checks: published,
    requirement: 'MIMI-DIR-006',
    tampering: wire.directory((document) => ({ ...document, notify: '/v1/notify/{roomId}' })),
  },
  {
    what: 'a URL without placeholder',
    draft: '02ed',
    checks: published,
    requirement: 'MIMI-DIR-007',
    tampering: wire.directory((document) => ({ ...document, keyMaterial: 'https://a-02ed.example/v1/keyMaterial' })),
  },
  {
    what: 'a number for a URL',
    draft: '06',
    checks: published,
    requirement: 'MIMI-DIR-002',
    tampering: wire.directory((document) => ({ ...document, groupInfo: 7 })),
  },
  {
    what: 'an array for a directory',
    draft: '01',
    checks: published,
    requirement: 'MIMI-DIR-002',
    tampering: wire.directory((document) => [document]),
  },
  {
    what: 'no JSON',
    draft: '02ed',
    checks: published,
    requirement: 'MIMI-DIR-002',
    tampering: wire.bodies('directory', (body) => body.subarray(0, -2)),
  },
  {
    what: 'a page for people',
    draft: '06',
    checks: published,
    requirement: 'MIMI-DIR-002',
    tampering: wire.bodies('directory', html),
  },
  {
    what: 'status 404',
    draft: '01',
    checks: published,
    requirement: 'MIMI-DIR-001',
    tampering: wire.replies('directory', (reply) => ({ ...reply, status: 404 })),
  },
]

const sentKeys = /^key-material\.sent/
const sentConsent = /^consent\.client/
const sentQueries = /^query\.client/

const outgoingCases: Case[] = [
  {
    what: 'a truncated request for key material',
    draft: '01',
    checks: sentKeys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.outgoing('keyMaterial', (body) => body.subarray(0, -1)),
  },
  {
    what: 'a byte after a request for key material',
    draft: '02ed',
    checks: sentKeys,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.outgoing('keyMaterial', (body) => Buffer.concat([body, Buffer.of(0)])),
  },
  {
    what: 'a changed signature of a request for key material',
    draft: '06',
    checks: sentKeys,
    requirement: 'MIMI-KEY-038',
    tampering: wire.outgoing('keyMaterial', (body) => Buffer.from(body.with(body.length - 1, (body.at(-1) ?? 0) ^ 1))),
  },
  {
    what: 'a length in more bytes than it needs in a consent entry',
    draft: '01',
    checks: sentConsent,
    requirement: 'MIMI-COD-004',
    byte: true,
    tampering: wire.malformedRequests('requestConsent', 'length-not-minimal'),
  },
  {
    what: 'a presence octet 2 in a consent entry',
    draft: '02ed',
    checks: sentConsent,
    requirement: 'MIMI-COD-001',
    path: /roomId/,
    byte: true,
    tampering: wire.malformedRequests('requestConsent', 'presence-octet'),
  },
  {
    what: 'an unsorted dictionary in a consent entry',
    draft: '06',
    checks: sentConsent,
    requirement: 'MIMI-COD-023',
    path: /component_data/,
    byte: true,
    tampering: wire.outgoing('requestConsent', (body) => Buffer.from([...body.subarray(0, -1), ...unsorted])),
  },
  {
    what: 'a byte after a query',
    draft: '01',
    checks: sentQueries,
    requirement: 'MIMI-COD-001',
    byte: true,
    tampering: wire.outgoing('identifierQuery', (body) => Buffer.concat([body, Buffer.of(0)])),
  },
  {
    what: 'an empty query',
    draft: '02ed',
    checks: sentQueries,
    // It names nothing by which it could be told whose it is: what is found is that the right one did not come.
    requirement: 'MIMI-IDQ-002',
    tampering: wire.outgoing('identifierQuery', () => Buffer.of()),
  },
]

describe.each([
  { where: 'in its responses', cases: responseCases },
  { where: 'in its directory', cases: directoryCases },
  { where: 'in its requests to peers', cases: outgoingCases },
])('finds, of a provider that has it $where,', ({ cases }) => {
  it.each(cases)(
    '$what ($requirement, draft $draft)',
    async ({ draft, tampering, requirement, path, byte, ...how }) => {
      const results = await resultsOf({
        draft,
        checks: checks.filter(({ id }) => how.checks.test(id)),
        deviation: tampering,
        timeoutMs: how.timeoutMs,
      })
      const found = results.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== 'observe')
      expect(results.filter(({ verdict }) => verdict === 'error').map(({ id, reason }) => ({ id, reason }))).toEqual([])
      const fitting = found.filter(
        (each) =>
          each.requirement === requirement &&
          (path === undefined || path.test(each.path ?? '')) &&
          (byte === undefined || each.offset !== undefined),
      )
      expect({ fitting: fitting.length > 0, found: fitting.length > 0 ? [] : summary(results) }).toEqual({
        fitting: true,
        found: [],
      })
    },
  )
})

/** What was found instead. */
function summary(results: Awaited<ReturnType<typeof resultsOf>>): string[] {
  return results.flatMap(({ id, verdict, reason, findings }) => [
    `${id}: ${verdict} ${reason ?? ''}`,
    ...findings.map(
      ({ requirement, severity, actual, path, offset }) =>
        `  ${requirement} ${severity}: ${actual} at ${path ?? 'no field'}, byte ${offset ?? 'none'}`,
    ),
  ])
}
