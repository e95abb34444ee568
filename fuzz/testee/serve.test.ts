import { expect, it } from 'vitest'
import { serveTestee } from './serve.js'

const identity = { name: 'mimicry', version: '0.1.0' }

async function answers(...chunks: (string | Uint8Array)[]): Promise<unknown[]> {
  async function* input() {
    yield* chunks
  }
  let text = ''
  for await (const part of serveTestee(input(), identity)) text += part
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

it('answers the examples of the protocol', async () => {
  const requests = [
    { id: 2, op: 'decode', draft: '06', struct: 'SubmitMessageResponse', bytes: '0102000000000000002a' },
    { id: 3, op: 'decode', draft: '06', struct: 'IdentifierUri', bytes: '400161' },
    {
      id: 4,
      op: 'encode',
      draft: '06',
      struct: 'UpdateRoomResponse',
      value: { responseCode: 'wrongEpoch', errorDescription: '', currentEpoch: '7' },
    },
    { id: 5, op: 'decode', draft: '06', struct: 'SomethingElse', bytes: '' },
    { id: 6, op: 'decode', draft: '09', struct: 'IdentifierUri', bytes: '00' },
  ]
  expect(await answers(requests.map((request) => JSON.stringify(request)).join('\n'))).toMatchObject([
    { id: 2, ok: true, value: { protocol: 'mls10', statusCode: 'epochTooOld', currentEpoch: '42' } },
    { id: 3, ok: false, error: { code: 'length-not-minimal', path: 'uri', offset: 0 } },
    { id: 4, ok: true, bytes: '01000000000000000007' },
    { id: 5, ok: false, unsupported: true },
    { id: 6, ok: false, unsupported: true },
  ])
})

it('introduces itself with every structure of every draft', async () => {
  const [hello] = await answers('{"id":"a","op":"hello"}\n')
  expect(hello).toMatchObject({ id: 'a', ok: true, ...identity, drafts: ['01', '02ed', '06'] })
  expect(hello).toHaveProperty(
    'structs',
    expect.arrayContaining(['KeyMaterialRequest', 'NotifyBody', 'RatchetTree', 'MLSMessage']),
  )
})

it('puts lines together across chunks, also within a character', async () => {
  const value = { responseCode: 'notAllowed', errorDescription: 'é' }
  const line = Buffer.from(
    `${JSON.stringify({ id: 1, op: 'encode', draft: '01', struct: 'UpdateRoomResponse', value })}\r\n`,
  )
  const cut = line.indexOf(0xc3) + 1
  expect(await answers(line.subarray(0, 5), line.subarray(5, cut), line.subarray(cut), '\n\n')).toEqual([
    { id: 1, ok: true, bytes: '0202c3a9' },
  ])
})

it('answers nonsense with bad-request and goes on', async () => {
  const nonsense = ['{', '[]', 'null', '{"op":"hello"}', '{"id":1}', '{"id":{},"op":"hello"}', '['.repeat(100_000)]
  const known = [
    '{"id":1,"op":"sing"}',
    '{"id":2,"op":"decode","draft":"06","struct":"IdentifierUri","bytes":"0G"}',
    '{"id":3,"op":"decode","draft":"06","struct":7,"bytes":""}',
    '{"id":4,"op":"encode","draft":"06","struct":"IdentifierUri"}',
  ]
  const got = await answers(
    [...nonsense, ...known, '{"id":5,"op":"decode","draft":"06","struct":"IdentifierUri","bytes":"00"}'].join('\n'),
  )
  const bad = (id: number | null) => ({ id, ok: false, error: { code: 'bad-request' } })
  expect(got).toMatchObject([
    ...nonsense.map(() => bad(null)),
    bad(1),
    bad(2),
    bad(3),
    bad(4),
    { id: 5, ok: true, value: { uri: '' } },
  ])
})

it('reads megabytes of hexadecimal', async () => {
  const bytes = '0000'.repeat(1 << 23)
  const [answer] = await answers(JSON.stringify({ id: 1, op: 'decode', draft: '06', struct: 'IdentifierUri', bytes }))
  expect(answer).toMatchObject({ id: 1, ok: false, error: { code: 'trailing-bytes', path: '', offset: 1 } })
})

it('does not take names from the prototype for structures', async () => {
  expect(await answers('{"id":1,"op":"decode","draft":"06","struct":"constructor","bytes":""}')).toEqual([
    { id: 1, ok: false, unsupported: true },
  ])
})
