import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Command, Io } from './command.js'
import { command as decode } from './decode.js'
import { command as encode } from './encode.js'
import { readArguments } from './flags.js'
import { command as testee } from './testee.js'

let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'mimicry-'))
})
afterAll(() => rm(cwd, { recursive: true }))

async function run(
  command: Command,
  words: string[],
  stdin: string | Uint8Array = '',
  signal = new AbortController().signal,
) {
  const written = { out: '', err: '' }
  const stdout = new PassThrough()
  const chunks: Buffer[] = []
  stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr: new PassThrough(),
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    env: {},
    cwd,
    terminal: false,
    columns: 80,
    signal,
    onCrash: () => undefined,
  }
  const status = await command.run(readArguments(command, words), io)
  return { status, ...written, raw: Buffer.concat(chunks) }
}

it('dumps every byte with its field and value', async () => {
  const { status, out } = await run(decode, [
    'UpdateRoomResponse',
    '--draft',
    '06',
    '--hex',
    '01 03 68c3a9 0000000000000007',
  ])
  expect(status).toBe(0)
  expect(out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['offset', 'bytes', 'field', 'value'],
    ['00000000', '01', 'responseCode', 'wrongEpoch'],
    ['00000001', '03', 'errorDescription (length)', '3 bytes'],
    ['00000002', '68c3a9', 'errorDescription', '"hé"'],
    ['00000005', '00000000 00000007', 'currentEpoch', '7'],
    [''],
  ])
})

it('marks the fault and shows nothing after it as understood', async () => {
  const { status, out } = await run(decode, ['KeyMaterialRequest', '--draft', '01', '--hex', '01 0161 400162 00'])
  expect(status).toBe(1)
  expect(out.split('\n').slice(-3)).toEqual([
    expect.stringMatching(
      /^00000003 {2}>>> malformed here +targetUser\.uri +length-not-minimal, byte 3: expected length 1/,
    ),
    expect.stringMatching(/^00000003 {2}40016200$/),
    '',
  ])
})

it('prints JSON that encode turns back into the same bytes, through files and pipes', async () => {
  const hex = '010000000190b397fa00'
  const shown = await run(decode, ['UpdateRoomResponse', '--draft', '06', '--json', '--hex', hex])
  expect(JSON.parse(shown.out)).toEqual({
    responseCode: 'wrongEpoch',
    errorDescription: '',
    currentEpoch: expect.any(String),
  })
  expect((await run(encode, ['UpdateRoomResponse', '--draft', '06'], shown.out)).out).toBe(`${hex}\n`)
  expect((await run(encode, ['UpdateRoomResponse', '--draft', '06', shown.out, '--raw'])).raw.toString('hex')).toBe(hex)

  await writeFile(join(cwd, 'value.json'), shown.out)
  const saved = await run(encode, ['UpdateRoomResponse', '--draft', '06', 'value.json', '--raw', '--out', 'value.bin'])
  expect(saved).toMatchObject({ status: 0, out: '' })
  expect((await readFile(join(cwd, 'value.bin'))).toString('hex')).toBe(hex)
  for (const again of [
    await run(decode, ['UpdateRoomResponse', '--draft', '06', '--json', 'value.bin']),
    await run(decode, ['UpdateRoomResponse', '--draft', '06', '--json', '-'], `${hex}\n`),
  ]) {
    expect(again).toEqual(shown)
  }
})

it('takes bytes that look like hexadecimal as they are with --raw', async () => {
  const args = ['IdentifierUri', '--draft', '06', '--json', '-']
  expect((await run(decode, args, ' '.repeat(33))).out).toContain('"uri": "2020')
  expect((await run(decode, args, '0161')).out).toContain('"61"')
  expect(await run(decode, [...args, '--raw'], '0161')).toMatchObject({
    status: 1,
    err: expect.stringContaining('truncated at uri, byte 0'),
  })
})

it('says what does not fit, with status 1', async () => {
  const fit = (json: string) => run(encode, ['UpdateRoomResponse', '--draft', '06', json])
  expect(await fit('{"responseCode":"maybe"}')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^enum-unknown at responseCode: expected one of success/),
  })
  expect(await fit('{"responseCode":"notAllowed","errorDescription":"","x":1}')).toMatchObject({
    status: 1,
    err: expect.stringContaining('at x: expected only'),
  })
  expect(await fit('{"responseCode":"success","errorDescription":""}')).toMatchObject({
    status: 1,
    err: expect.stringContaining('accepted_timestamp: expected a value of type uint64'),
  })
  expect(await fit('{')).toMatchObject({ status: 1, err: expect.stringMatching(/^not JSON/) })
})

it.each([
  [['IdentifierUr', '--draft', '06', '--hex', '00'], /no structure IdentifierUr \(did you mean IdentifierUri\?\)/],
  [['AppSync', '--draft', '06', '--hex', '00'], /draft 06 has no structure AppSync; it belongs to 01 and 02ed/],
  [['IdentifierUri', '--hex', '00'], /which draft\?.*01, 02ed, 06/],
  [['IdentifierUri', '--draft', '05', '--hex', '00'], /no draft 05/],
  [['IdentifierUri', '--draft', '06', '--hex', '0'], /even number/],
  [['IdentifierUri', '--draft', '06', 'nowhere.bin'], /cannot read nowhere\.bin/],
  [['IdentifierUri', '--draft', '06', '--hex', '00', 'also.bin'], /not both/],
])('refuses wrong use: %j', async (words, message) => {
  await expect(run(decode, words)).rejects.toThrow(message)
})

it('serves the testee protocol until stdin ends', async () => {
  const { status, raw } = await run(
    testee,
    [],
    '{"id":1,"op":"hello"}\n{"id":2,"op":"decode","draft":"06","struct":"IdentifierUri","bytes":"0161"}',
  )
  expect(status).toBe(0)
  const [hello, decoded] = raw.toString().split('\n')
  expect(JSON.parse(hello ?? '')).toMatchObject({ id: 1, ok: true, name: 'mimicry' })
  expect(decoded).toBe('{"id":2,"ok":true,"value":{"uri":"61"}}')
})

it('stops waiting for input when interrupted', async () => {
  await expect(run(testee, [], '', AbortSignal.abort())).rejects.toMatchObject({ exitStatus: 130 })
})
