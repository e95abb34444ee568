import { describe, expect, it } from 'vitest'
import { decode, encode, malformations, opaque, struct, vector } from '../../../codec/index.js'
import { createPorts } from '../../ports.js'
import { lengthNotMinimalAccepted } from '../codec/length-not-minimal-accepted.js'
import { replaced, replacedAt } from './mending.js'

const Lists = struct('Lists', { lists: vector(struct('List', { items: vector(opaque) })), last: opaque })
const text = (length: number) => new Uint8Array(length).fill(0x61)
const value = { lists: [{ items: [text(30), text(20)] }, { items: [] }], last: text(1) }
const bytes = encode(Lists, value)

describe('replacing bytes inside vectors', () => {
  it('corrects every length around them, also where one grows', () => {
    const longer = replacedAt(Lists, bytes, 'lists[0].items[1]', () => text(80))
    expect(decode(Lists, longer)).toEqual({ ...value, lists: [{ items: [text(30), text(80)] }, { items: [] }] })
  })

  it('leaves bytes alone where the structure has no such field', () => {
    expect(replacedAt(Lists, bytes, 'lists[7].items', () => text(1))).toBe(bytes)
  })

  it('takes out a run', () => {
    const second = { offset: 2 + 31, length: 21 }
    expect(decode(Lists, replaced(Lists, bytes, second, new Uint8Array())).lists[0]).toEqual({ items: [text(30)] })
  })
})

describe('a lenient reader', () => {
  it('reads what is malformed in its one way, and nothing else', () => {
    const { reader } = lengthNotMinimalAccepted.apply(createPorts('06'))
    const takes = ({ bytes: body }: { bytes: Uint8Array }) => reader.read(Lists, body).ok
    for (const malformation of malformations(Lists, bytes))
      expect(takes(malformation), malformation.what).toBe(malformation.family === 'length-not-minimal')
  })
})
