import { describe, expect, it } from 'vitest'
import { check, type Definition } from './define.js'

const definition: Definition = {
  id: 'notify.duplicate.accepted',
  title: 'made up',
  requirements: ['MIMI-NTF-021', 'MIMI-NTF-020'],
  roles: ['follower'],
  fails: 'as the test has it',
  run: () => Promise.resolve(),
}

describe('a check', () => {
  it('has the area of its main requirement, the level of its strongest, and needs nothing unasked', () => {
    expect(check(definition)).toMatchObject({ area: 'NTF', level: 'MUST', needs: [], drafts: ['01', '02ed', '06'] })
  })

  it('runs in the drafts that contain its main requirement', () => {
    const made = { ...definition, id: 'key-material.signed', requirements: ['MIMI-KEY-032', 'MIMI-KEY-033'] }
    expect(check(made).drafts).toEqual(['06'])
    expect(check({ ...definition, drafts: ['01'] }).drafts).toEqual(['01'])
  })

  it.each([
    ['an id that is no words', { id: 'notify.Test_1' }, /an id is words/],
    ['an ordinal', { id: 'notify.1' }, /an id is words/],
    ['an id of another area', { id: 'codec.duplicate' }, /begins notify/],
    ['no requirement', { requirements: [] }, /names no requirement/],
    ['an unknown requirement', { requirements: ['MIMI-NTF-999'] }, /MIMI-NTF-999 is not in the catalogue/],
    ['a requirement twice', { requirements: ['MIMI-NTF-020', 'MIMI-NTF-020'] }, /twice/],
    ['no role', { roles: [] }, /no role/],
    ['a draft without it', { id: 'key-material.x', requirements: ['MIMI-KEY-032'], drafts: ['01'] }, /draft 01/],
  ] as [string, Partial<Definition>, RegExp][])('is refused with %s', (_, change, message) => {
    expect(() => check({ ...definition, ...change })).toThrow(message)
  })
})
