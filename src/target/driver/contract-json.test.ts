import { describe, expect, it } from 'vitest'
import { type AnswerOf, DriverFailure, type Operation, operations, type RequestOf } from './contract.js'
import { answerId, answerRequest, type Implementation, readAnswer, writeRequest } from './contract-json.js'

const bytes = new Uint8Array([0, 255, 254, 63])

const examples: { [O in Operation]: [RequestOf<O>, AnswerOf<O>] } = {
  ready: [
    {
      draft: '06',
      peers: [{ domain: 'b-06.example', host: '127.0.0.1', port: 8443, assetHost: false }],
      trustAnchors: ['-----BEGIN CERTIFICATE-----'],
      userTrustAnchors: [],
    },
    {
      domain: 'a.example',
      directory: 'https://a.example/.well-known/mimi-protocol-directory',
      trustAnchors: [],
      clockMs: 1_700_000_000_000,
      timing: { fanoutMs: 50 },
      operations: ['ready', 'createUser'],
      roles: ['follower'],
    },
  ],
  createUser: [
    {
      uri: 'mimi://a.example/u/alice',
      profile: [{ source: 'oidcStdClaim', name: 'given_name', value: 'Alice' }],
      search: 'open',
      pseudonymOf: 'mimi://a.example/u/real',
      wanted: { devices: 2, keyPackages: 1, exactly: true, fresh: true, consent: 'deny' },
    },
    { uri: 'mimi://a.example/u/alice-1' },
  ],
  deleteUser: [{ user: 'mimi://a.example/u/alice' }, {}],
  publishKeyPackages: [
    { user: 'mimi://a.example/u/alice', device: 'mimi://a.example/d/1', keyPackages: [bytes], withheld: true },
    { device: 'mimi://a.example/d/1' },
  ],
  setConsent: [{ user: 'mimi://a.example/u/alice', decision: 'deny', requester: 'everyone' }, {}],
  prepareRoom: [
    { creator: 'mimi://a.example/u/alice', cipherSuite: 1, kind: 'knock' },
    {
      room: 'mimi://a.example/r/1',
      externalSender: bytes,
      components: [{ component_id: 7, data: bytes }],
      externalReceiver: bytes,
    },
  ],
  createRoom: [
    {
      room: 'mimi://a.example/r/1',
      groupInfo: bytes,
      ratchetTree: bytes,
      participants: [
        { user: 'mimi://a.example/u/alice', role: 'admin' },
        { user: 'mimi://b.example/u/bob', role: 2 },
      ],
      roles: [{ role: 'admin', canAddUser: true, canRemoveUser: true, canSetUserRole: false }],
      devices: [{ user: 'mimi://a.example/u/alice', device: 'mimi://a.example/d/1', leaf: 0 }],
    },
    {},
  ],
  submit: [
    {
      user: 'mimi://a.example/u/alice',
      device: 'mimi://a.example/d/1',
      action: 'update',
      to: 'b.example',
      body: bytes,
    },
    { status: 200, body: bytes },
  ],
  inbox: [
    { user: 'mimi://a.example/u/alice', device: 'mimi://a.example/d/1', after: 0, waitMs: 100 },
    {
      entries: [
        { cursor: 1, room: 'mimi://b.example/r/1', timestamp: 2n ** 64n - 1n, message: bytes, ratchetTree: bytes },
      ],
    },
  ],
  createJoinLink: [
    { room: 'mimi://a.example/r/1', by: 'mimi://a.example/u/alice', lifetimeS: 60, uses: 1 },
    { code: bytes },
  ],
  hubAct: [{ room: 'mimi://a.example/r/1', act: 'ban', user: 'mimi://b.example/u/bob', durationS: 5 }, {}],
  restart: [{}, {}],
  reset: [{}, {}],
}

/** The way there and back: what the target's side read, and what Mimicry's side read of its answer. */
async function roundTrip<O extends Operation>(operation: O) {
  const [request, answer]: [RequestOf<O>, AnswerOf<O>] = examples[operation]
  const seen: unknown[] = []
  const implementation: Implementation = {
    [operation]: (received: RequestOf<O>) => {
      seen.push(received)
      return Promise.resolve(answer)
    },
  }
  const line = await answerRequest(writeRequest(7, operation, request), implementation)
  return { seen, request, answer, read: readAnswer(7, operation, line) }
}

function failureOf(read: () => unknown): DriverFailure {
  try {
    read()
  } catch (error) {
    if (error instanceof DriverFailure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('requests and answers as JSON', () => {
  it.each(operations)('%s: both sides read what the other wrote', async (operation) => {
    const { seen, request, answer, read } = await roundTrip(operation)
    expect(seen).toEqual([request])
    expect(read).toEqual(answer)
  })

  it('writes bytes as base64url and uint64 as digits, one line, id and op first', () => {
    expect(writeRequest(3, 'submit', examples.submit[0])).toBe(
      '{"id":3,"op":"submit","user":"mimi://a.example/u/alice","device":"mimi://a.example/d/1","action":"update","to":"b.example","body":"AP_-Pw"}',
    )
  })

  it('reads a pending submit, absent and null optional members, and ignores members it does not know', () => {
    expect(readAnswer(1, 'submit', '{"id":1,"ok":true,"pending":true}')).toEqual({ pending: true })
    expect(
      readAnswer(
        1,
        'ready',
        '{"id":1,"ok":true,"domain":"a","directory":"b","trustAnchors":[],"operations":[],"timing":null,"new":1}',
      ),
    ).toEqual({ domain: 'a', directory: 'b', trustAnchors: [], operations: [] })
  })
})

describe('answers that are none', () => {
  it.each([
    ['no JSON', 'createUser', '<html>', 'one JSON object; came "<html>"'],
    ['nothing', 'createUser', '', 'came nothing'],
    ['a list', 'createUser', '[1]', 'one JSON object; came'],
    ['no id', 'createUser', '{"ok":true,"uri":"x"}', 'id: expected 1, the id of the request, came nothing'],
    ['another id', 'createUser', '{"id":2,"ok":true,"uri":"x"}', 'id: expected 1, the id of the request, came 2'],
    ['no ok', 'createUser', '{"id":1,"uri":"x"}', 'ok: expected true or false, came nothing'],
    ['a missing member', 'createUser', '{"id":1,"ok":true}', 'uri: expected a string that is not empty, came nothing'],
    ['a wrong type', 'createUser', '{"id":1,"ok":true,"uri":5}', 'uri: expected a string that is not empty, came 5'],
    [
      'a status out of range',
      'submit',
      '{"id":1,"ok":true,"status":20,"body":""}',
      'status: expected a whole number 100 to 599',
    ],
    [
      'base64 that is not base64url',
      'submit',
      '{"id":1,"ok":true,"status":200,"body":"a+/="}',
      'body: expected bytes as base64url',
    ],
    [
      'a number for a uint64',
      'inbox',
      '{"id":1,"ok":true,"entries":[{"cursor":1,"room":"r","timestamp":5,"message":""}]}',
      'entries[0].timestamp: expected uint64 as a string of decimal digits, came 5',
    ],
    [
      'a uint64 too great',
      'inbox',
      '{"id":1,"ok":true,"entries":[{"cursor":1,"room":"r","timestamp":"18446744073709551616","message":""}]}',
      'entries[0].timestamp',
    ],
    [
      'an unknown operation',
      'ready',
      '{"id":1,"ok":true,"domain":"a","directory":"b","trustAnchors":[],"operations":["fly"]}',
      'operations[0]: expected "ready" or',
    ],
    [
      'a failure of no kind',
      'createUser',
      '{"id":1,"ok":false,"text":"no"}',
      'kind: expected "refused" or "unsupported" or "error", came nothing',
    ],
  ] as const)('%s', (_what, operation, line, problem) => {
    const failure = failureOf(() => readAnswer(1, operation, line))
    expect(failure.operation).toBe(operation)
    expect(failure.kind).toBe('error')
    expect(failure.text).toContain(problem)
  })

  it('passes on a failure that the target names', () => {
    const failure = failureOf(() =>
      readAnswer(1, 'setConsent', '{"id":1,"ok":false,"kind":"refused","text":"no such user"}'),
    )
    expect([failure.kind, failure.text]).toEqual(['refused', 'no such user'])
  })

  it('shows the beginning of a huge value only', () => {
    const failure = failureOf(() => readAnswer(1, 'createUser', `{"id":1,"ok":true,"uri":[${'1,'.repeat(100_000)}1]}`))
    expect(failure.message.length).toBeLessThan(300)
  })

  it('finds the id of an answer, or none', () => {
    expect([answerId('{"id":4}'), answerId('{"id":"4"}'), answerId('no')]).toEqual([4, undefined, undefined])
  })
})

describe('the side of the target', () => {
  const refuse: Implementation = {
    deleteUser: () => Promise.reject(new DriverFailure('deleteUser', 'refused', 'a moderator must do that')),
    reset: () => Promise.reject(new Error('disk full')),
  }
  it.each([
    ['{"id":1,"op":"deleteUser","user":"u"}', { id: 1, ok: false, kind: 'refused', text: 'a moderator must do that' }],
    ['{"id":2,"op":"reset"}', { id: 2, ok: false, kind: 'error', text: 'disk full' }],
    ['{"id":3,"op":"restart"}', { id: 3, ok: false, kind: 'unsupported', text: 'restart is not implemented' }],
    [
      '{"id":4,"op":"deleteUser"}',
      { id: 4, ok: false, kind: 'error', text: 'user: expected a string that is not empty, came nothing' },
    ],
  ])('%s', async (request, answer) => {
    expect(JSON.parse(await answerRequest(request, refuse))).toEqual(answer)
  })

  it.each(['', 'no JSON', '[]', '{"op":"reset"}', '{"id":1,"op":"fly"}'])(
    'answers %j with an error',
    async (request) => {
      expect(JSON.parse(await answerRequest(request, refuse))).toMatchObject({ ok: false, kind: 'error' })
    },
  )
})
