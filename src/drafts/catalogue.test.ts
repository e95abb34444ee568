import { describe, expect, it } from 'vitest'
import { areaOf, areas, catalogue, draftsOf, isRequirement, levelOf, requirement, sectionsOf } from './catalogue.js'
import { drafts, isDraft } from './ids.js'
import entries from './requirements.json' with { type: 'json' }
import schema from './requirements.schema.json' with { type: 'json' }

const { properties, required } = schema.$defs.requirement
const sectionsPattern = new RegExp(schema.$defs.sections.anyOf[1]?.pattern ?? '^$')
const idPattern = new RegExp(properties.id.pattern)

describe('the catalogue', () => {
  it('has unique ids of the schema, in areas the code knows', () => {
    const ids = catalogue.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(idPattern)
    expect(new Set(ids.map(areaOf))).toEqual(new Set(areas))
  })

  it('has exactly the members that the schema allows in every entry', () => {
    for (const entry of entries) {
      expect(Object.keys(entry), entry.id).toEqual(expect.arrayContaining(required))
      for (const key of Object.keys(entry)) expect(Object.keys(properties), entry.id).toContain(key)
    }
  })

  it('cites a section in at least one draft per entry', () => {
    for (const { id, drafts: sections } of catalogue) {
      expect(Object.keys(sections), id).toEqual([...drafts])
      const cited = Object.values(sections).filter((section) => section !== null)
      expect(cited.length, id).toBeGreaterThan(0)
      for (const section of cited) expect(section, id).toMatch(sectionsPattern)
    }
  })

  it('writes prose as sentences, the reason of an untested entry too', () => {
    const prose = new RegExp(schema.$defs.prose.pattern)
    for (const { id, summary, how, ambiguity, untested } of catalogue)
      for (const text of [summary, how, ambiguity, untested?.reason]) if (text) expect(text, id).toMatch(prose)
  })

  it('answers by id', () => {
    expect(requirement('MIMI-DIR-001').actor).toBe('any-server')
    expect(levelOf('MIMI-DIR-001')).toBe('behaviour')
    expect(sectionsOf('MIMI-DIR-005', '01')).toBeNull()
    expect(sectionsOf('MIMI-DIR-005', '06')).toBe('5.1, 5.10.2')
    expect(draftsOf('MIMI-DIR-004')).toEqual(['02ed', '06'])
    expect(isRequirement('MIMI-DIR-999')).toBe(false)
    expect(() => requirement('MIMI-DIR-999')).toThrow(/MIMI-DIR-999/)
  })
})

describe('draft ids', () => {
  it('knows the three drafts and no other word', () => {
    expect(drafts.every(isDraft)).toBe(true)
    expect(isDraft('02')).toBe(false)
    expect(isDraft(1)).toBe(false)
  })
})
