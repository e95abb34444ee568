import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMimiContent, writeMimiContent } from './mimi-content.js'

const salt = Uint8Array.from({ length: 16 }, (_, index) => index)
const named = { salt, senderUri: 'mimi://b.example/u/alice', roomUri: 'mimi://hub.example/r/1' }

describe('MIMI content', () => {
  it('has what it was written with, however long it is', () => {
    for (const length of [0, 23, 24, 300, 70_000]) {
      const senderUri = `mimi://b.example/u/${'é'.repeat(length)}`
      expect(readMimiContent(writeMimiContent({ ...named, senderUri }, 'x'.repeat(length)))).toEqual({
        ...named,
        senderUri,
      })
    }
  })

  it('is the array of mimi-content: salt, four items, extensions, part', () => {
    const hex = Buffer.from(writeMimiContent({ salt, senderUri: 'a', roomUri: 'b' }, 'hi')).toString('hex')
    const start = ['87', '50000102030405060708090a0b0c0d0e0f', 'f640f6f6', 'a2016161026162']
    const part = ['85016001', '6a746578742f706c61696e', '426869']
    expect(hex).toBe([...start, ...part].join(''))
  })

  it('is read with other items in it', () => {
    const whole = Buffer.from(writeMimiContent(named, 'hi'))
    // replaces: a byte string; expires: [true, 60]; one more extension, a float.
    const before = Buffer.concat([whole.subarray(0, 18), Buffer.from('43aabbcc4082f5183cf6', 'hex')])
    const rest = whole.subarray(22)
    const more = Buffer.concat([before, Buffer.of(0xa3, 0x05, 0xf9, 0x3c, 0x00), rest.subarray(1)])
    expect(readMimiContent(more)).toEqual(named)
  })

  it('is not found in anything else, and nothing makes the reader throw', () => {
    const whole = writeMimiContent(named, 'hi')
    for (let end = 0; end < whole.length; end += 1) expect(readMimiContent(whole.subarray(0, end))).toBeNull()
    expect(readMimiContent(Uint8Array.from([...whole, 0]))).toBeNull()
    expect(readMimiContent(Uint8Array.of(0x9b, 0, 0, 0, 1, 0, 0, 0, 0))).toBeNull()
    expect(readMimiContent(new Uint8Array(1_000).fill(0x81))).toBeNull()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => readMimiContent(bytes) === null))
  })
})
