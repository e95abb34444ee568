import { describe, expect, it } from 'vitest'
import { draftsOf, isRequirement } from '../../drafts/catalogue.js'
import { drafts } from '../../drafts/ids.js'
import type { Fault } from '../fault.js'
import { createPorts } from '../ports.js'
import { allFaults, faults, rareFaults } from './index.js'

describe('the faults', () => {
  it('have words for ids, in order and without repetition', () => {
    const ids = allFaults.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/)
  })

  it('are found by a check or by a campaign, as the list says that they are in', () => {
    expect(faults.filter(({ foundBy }) => foundBy !== 'check')).toEqual([])
    expect(rareFaults.filter(({ foundBy }) => foundBy === 'check')).toEqual([])
    expect(rareFaults.map(({ id }) => id)).toEqual(rareFaults.map(({ id }) => id).toSorted())
  })

  it.each(allFaults.map((fault): [string, Fault] => [fault.id, fault]))(
    '%s breaks what is in the catalogue',
    (_id, fault) => {
      expect(fault.breaks.length).toBeGreaterThan(0)
      for (const broken of fault.breaks) expect(isRequirement(broken), broken).toBe(true)
      for (const draft of fault.drafts) {
        expect(
          fault.breaks.some((broken) => draftsOf(broken).includes(draft)),
          draft,
        ).toBe(true)
      }
    },
  )

  it.each(allFaults.map((fault): [string, Fault] => [fault.id, fault]))(
    '%s replaces a function or two',
    (_id, fault) => {
      for (const draft of fault.drafts) {
        const ports = createPorts(draft)
        const replaced = decisions(differences(ports, fault.apply(ports)))
        expect(replaced.length).toBeGreaterThan(0)
        expect(replaced.length).toBeLessThanOrEqual(2)
      }
    },
  )
})

/** One decision is one function, or one for each draft. */
function decisions(paths: readonly string[]): string[] {
  const ofDraft = new RegExp(`[.](${drafts.join('|')})$`)
  return [...new Set(paths.map((path) => path.replace(ofDraft, '')))]
}

/** The paths at which two trees of functions differ. */
function differences(before: object, after: object, path = ''): string[] {
  const other = new Map<string, unknown>(Object.entries(after))
  return Object.entries(before).flatMap(([name, value]: [string, unknown]): string[] => {
    const replaced = other.get(name)
    if (value === replaced) return []
    const bothTrees = typeof value === 'object' && value !== null && typeof replaced === 'object' && replaced !== null
    return bothTrees ? differences(value, replaced, `${path}${name}.`) : [path + name]
  })
}
