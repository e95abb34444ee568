import { describe, expect, it } from 'vitest'
import { catalogue } from '../src/drafts/catalogue.js'
import { judgedBy } from '../src/peers/endpoints.js'
import { checks } from './index.js'

const covered = new Set(checks.flatMap(({ requirements }) => requirements))

describe('the catalogue', () => {
  it('has a check for every requirement, or a written reason why there is none', () => {
    const bare = catalogue.filter(({ id, untested }) => !covered.has(id) && !untested)
    expect(bare.map(({ id }) => id)).toEqual([])
  })

  it('calls nothing untested that has a check', () => {
    const both = catalogue.filter(({ id, untested }) => covered.has(id) && untested)
    expect(both.map(({ id }) => id)).toEqual([])
  })
})

describe('the checks', () => {
  it('have ids of their own', () => {
    const ids = checks.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('that failed preparations point to exist', () => {
    const ids = new Set(checks.map(({ id }) => id))
    expect(Object.values(judgedBy).filter((id) => !ids.has(id))).toEqual([])
  })
})
