import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Random } from '../../random.js'
import { isItem, itemOf, themes } from './arbitrary.js'
import { simpler } from './shrink.js'
import type { Item } from './step.js'
import { tellItem } from './tell.js'

it.each(themes)('knows every item of %s again when it is read from a file', (theme) => {
  const items = fc.sample(itemOf(theme, new Random(1), true), { seed: 1, numRuns: 200 })
  const kinds = new Set(items.map((item) => item.do))
  expect(kinds).toContain('restart')
  expect(kinds.size).toBeGreaterThan(1)
  for (const item of items) expect(isItem(JSON.parse(JSON.stringify(item)))).toBe(true)
  expect(new Set(items.map(tellItem)).size).toBeGreaterThan(10)
})

it('takes nothing else for an item', () => {
  for (const other of [null, 7, {}, { do: 'ask' }, { do: 'say', by: 'nobody' }, { do: 'together', branches: [] }])
    expect(isItem(other)).toBe(false)
})

it('makes a story simpler by one thing at a time', () => {
  const say = (by: 'amy' | 'mia' | 'eva'): Item => ({ do: 'say', by })
  const branches = [[{ do: 'say', by: 'amy' }], [{ do: 'send' }, { do: 'look' }]] as const
  expect(simpler([say('eva'), { do: 'together', branches }])).toEqual([
    [{ do: 'together', branches }],
    [say('eva')],
    [say('eva'), say('amy'), { do: 'send' }, { do: 'look' }],
    [say('eva'), { do: 'send' }, { do: 'look' }],
    [say('eva'), say('amy')],
    [say('eva'), { do: 'together', branches: [branches[0], [{ do: 'look' }]] }],
    [say('eva'), { do: 'together', branches: [branches[0], [{ do: 'send' }]] }],
  ])
})
