/** The two documents for people who test their own server say all there is, and their examples work. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultReadings } from '../drafts/readings.js'
import { configurationFlags } from './configuration.js'
import schema from './configuration.schema.json' with { type: 'json' }
import { checked } from './configuration/file.js'
import { type Operation, operations } from './driver/contract.js'
import { answerShapes, requestShapes } from './driver/contract-json.js'
import type { Shape } from './driver/contract-shape.js'
import { factsShape } from './driver/facts.js'
import { defaultTiming } from './target.js'

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const driver = read('driver.md')
const configuration = read('configuration.md')

const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block = '']) => block)

/** The part of driver.md that is about one operation. */
function sectionOf(operation: Operation): string {
  return driver.split(/^##+ /m).find((section) => section.split('\n')[0]?.includes(`\`${operation}\``)) ?? ''
}

/** Members of an object, or of either of two. */
function membersOf(shape: Shape<unknown>): string[] {
  if ('members' in shape && typeof shape.members === 'object' && shape.members) return Object.keys(shape.members)
  if ('choices' in shape && Array.isArray(shape.choices)) return shape.choices.flatMap(membersOf)
  return []
}

describe('docs/driver.md', () => {
  it.each(operations)('names every member of %s', (operation) => {
    const section = sectionOf(operation)
    expect(section).not.toBe('')
    for (const member of [...membersOf(requestShapes[operation]), ...membersOf(answerShapes[operation])])
      expect(section, member).toContain(`\`${member}\``)
  })

  it('has a request and an answer of each operation that can be read', () => {
    const shown = new Set<string>()
    let asked: Operation = 'ready'
    for (const block of blocks(driver, 'json').filter((text) => text.startsWith('{"id"'))) {
      for (const line of block.trim().split('\n')) {
        const json: { op?: Operation; ok?: boolean } = JSON.parse(line)
        if (json.op) requestShapes[(asked = json.op)].read(json)
        else if (json.ok) answerShapes[asked].read(json)
        shown.add(asked)
      }
    }
    expect([...shown].sort()).toEqual([...operations].filter((operation) => operation !== 'reset').sort())
  })

  it('has a file of facts that can be read', () => {
    const [facts = ''] = blocks(driver, 'json').filter((text) => text.includes('"accounts"'))
    expect(factsShape.read(JSON.parse(facts)).accounts).toHaveLength(2)
  })
})

describe('docs/configuration.md', () => {
  it('names every flag', () => {
    for (const { name } of configurationFlags) expect(configuration, name).toContain(`\`--${name}`)
  })

  it('names every key', () => {
    const { properties, $defs } = schema
    const keys = [
      ...Object.keys(properties.drafts.properties['06'].properties),
      ...Object.keys(properties.peers.properties).map((key) => `peers.${key}`),
      ...Object.keys($defs.driver.properties),
      ...Object.keys(properties).filter((key) => key !== '$schema'),
    ]
    for (const key of keys) expect(configuration, key).toMatch(new RegExp(`\`(drafts\\.\\*\\.)?${key}\``))
  })

  it('has the defaults of readings and timing', () => {
    for (const [key, value] of [...Object.entries(defaultReadings), ...Object.entries(defaultTiming)])
      expect(configuration.replaceAll('`', '')).toContain(`| ${key} | ${String(value)} |`)
  })

  it('has examples that are configurations', () => {
    const examples = blocks(configuration, 'json')
    expect(examples.length).toBeGreaterThan(2)
    for (const example of examples) expect(checked(JSON.parse(example), 'the example')).toHaveProperty('drafts')
  })
})
