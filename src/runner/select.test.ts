import { describe, expect, it } from 'vitest'
import { type Selectable, select, SelectionError } from './select.js'

const checks: Selectable[] = [
  made('key-material.reuse', 'KEY', 'MUST', ['MIMI-KEY-018'], ['provider']),
  made('key-material.order', 'KEY', 'SHOULD', ['MIMI-KEY-019'], ['provider']),
  made('notify.duplicate.accepted', 'NTF', 'MUST NOT', ['MIMI-NTF-020'], ['follower']),
  { ...made('abuse.report', 'ABU', 'behaviour', ['MIMI-ABU-001'], ['hub']), drafts: ['06'] },
]

function made(
  id: string,
  area: string,
  level: Selectable['level'],
  requirements: string[],
  roles: string[],
): Selectable {
  return { id, area, level, requirements, roles, drafts: ['01', '02ed', '06'] }
}

function ids(...args: Parameters<typeof select<Selectable>> extends [unknown, ...infer Rest] ? Rest : never): string[] {
  return select(checks, ...args).flatMap(({ draft, checks: some }) => some.map(({ id }) => `${draft} ${id}`))
}

describe('select', () => {
  it('takes everything of each draft by default', () => {
    expect(ids(['01', '06'])).toEqual([
      '01 key-material.reuse',
      '01 key-material.order',
      '01 notify.duplicate.accepted',
      '06 key-material.reuse',
      '06 key-material.order',
      '06 notify.duplicate.accepted',
      '06 abuse.report',
    ])
  })

  it('takes what matches one value of every option', () => {
    expect(ids(['06'], { only: ['key-material.*', 'abuse.report'] })).toHaveLength(3)
    expect(ids(['06'], { only: ['*.order'] })).toEqual(['06 key-material.order'])
    expect(ids(['06'], { areas: ['ntf', 'ABU'] })).toHaveLength(2)
    expect(ids(['06'], { levels: ['MUST'] })).toEqual(['06 key-material.reuse', '06 notify.duplicate.accepted'])
    expect(ids(['06'], { roles: ['hub'] })).toEqual(['06 abuse.report'])
    expect(ids(['06'], { requirements: ['MIMI-KEY-019'] })).toEqual(['06 key-material.order'])
    expect(ids(['06'], { areas: ['KEY'], levels: ['SHOULD'] })).toEqual(['06 key-material.order'])
  })

  it('reads a dot in a glob as a dot', () => {
    expect(() => ids(['06'], { only: ['key-materialXreuse'] })).toThrow(/did you mean key-material.reuse/)
  })

  it.each([
    [{ only: ['notify.duplicate.acepted'] }, /--only notify.duplicate.acepted matches no check \(did you mean notify/],
    [{ only: ['zzz.*'] }, /ids begin with key-material, notify, abuse/],
    [{ areas: ['NFT'] }, /--area NFT is none of DIR, .*did you mean NTF/],
    [{ levels: ['MUSTN'] }, /--level MUSTN is none of MUST, SHOULD, MAY, behaviour \(did you mean MUST/],
    [{ roles: ['hubb'] }, /did you mean hub\?/],
    [{ requirements: ['MIMI-XXX-001'] }, /no such requirement/],
    [{ areas: ['KEY'], roles: ['hub'] }, /no check is selected: 2 match --area, 1 match --role, and none matches all/],
  ])('refuses %j as wrong use', (selection, message) => {
    expect(() => ids(['06'], selection)).toThrow(message)
    expect(() => ids(['06'], selection)).toThrow(SelectionError)
  })

  it('says in which drafts the match would be', () => {
    expect(() => ids(['01'], { only: ['abuse.*'] })).toThrow(/exists only in 06, not in 01/)
  })
})
