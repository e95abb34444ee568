import { describe, expect, it } from 'vitest'
import { choose } from './choose.js'

describe('choosing some of many bodies', () => {
  const bodies = ['a[0].x', 'a[0].x', 'a[1].x', 'b', 'c'].map((path, index) => ({ path, index }))

  it('takes all that fit, in their order', () => {
    expect(choose(bodies, 5)).toEqual(bodies)
  })

  it('takes each field once before any a second time, whatever its indices', () => {
    expect(choose(bodies, 3).map(({ index }) => index)).toEqual([0, 3, 4])
    expect(choose(bodies, 4).map(({ index }) => index)).toEqual([0, 3, 4, 1])
  })
})
