/**
 * The proof of the fuzzer: each fault that only unusual input brings out is found by a campaign with a fixed seed. The
 * table in docs/fuzzing.md is written by `npm run -s fuzz-proof`; a few of its rows are found again with every test run.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rareTwists } from '../../fuzz/testee/miniature/rare-twists.js'
import { type Find, type Search, search } from './fuzz-proof.js'
import { type Proof, proofs } from './fuzz-proofs.js'

/** `npm run -s fuzz-proof`: everything is searched for, and the table is written. */
const writes = process.env.MODE === 'fuzz-proof'

const pagePath = 'docs/fuzzing.md'
const [begin, end] = ['<!-- proof -->', '<!-- until here -->']
const head = '| wrong | what it does | campaign | cases | seconds | found as |'
const page = existsSync(pagePath) ? readFileSync(pagePath, 'utf8') : ''

const seed = 1

/** Cases at the most; those of codecs are cheap. */
const [most, mostOfCodecs] = [5_000, 60_000]

/** Quick ones, of each family and several endpoints. */
const again: readonly string[] = ['abuse.note-astral', 'consent.presence-255', 'query.value-of-63', 'signed-uint64']

interface Row {
  readonly id: string
  readonly cases: number
}

/** The rows on the page. */
function rowsOf(text: string): Row[] {
  const [, table = ''] = text.split(begin)
  const [rows = ''] = table.split(end)
  return rows.split('\n').flatMap((line) => {
    const [, id, , , cases] = line.split('|').map((cell) => cell.trim())
    const found = /^`([^`]+)`$/.exec(id ?? '')?.[1]
    return found === undefined ? [] : [{ id: found, cases: Number(cases) }]
  })
}

function rowFor({ id, summary, words }: Proof, { cases, ms, cause }: Find): string {
  const seconds = (ms / 1000).toFixed(1)
  // What is wrong itself is named in the first column.
  const campaign = words.filter((word) => word !== id && word !== '--fault').join(' ')
  return `| \`${id}\` | ${summary} | \`${campaign}\` | ${cases} | ${seconds} | ${cause.trim().replaceAll('|', '\\|')} |`
}

function searchFor({ words, shows }: Proof, bound: number): Promise<Search> {
  return search({ words, seed, most: bound, shows })
}

describe('the proof of the fuzzer', () => {
  it.runIf(writes)('is written', { timeout: 7_200_000 }, async () => {
    const rows: string[] = []
    const left: string[] = []
    for (const proof of proofs) {
      const { found } = await searchFor(proof, proof.words[0] === 'codec' ? mostOfCodecs : most)
      if (found) rows.push(rowFor(proof, found))
      else left.push(proof.id)
    }
    const [before = '', rest = ''] = page.split(begin)
    const [, after = ''] = rest.split(end)
    const rule = head.replaceAll(/[^|]+/g, '---')
    writeFileSync(pagePath, `${before}${begin}\n${[head, rule, ...rows].join('\n')}\n${end}${after}`)
    expect(left).toEqual([])
  })

  it.skipIf(writes)('has a row for everything, within the bounds', () => {
    const rows = rowsOf(page)
    expect(rows.map(({ id }) => id)).toEqual(proofs.map(({ id }) => id))
    for (const { id, cases } of rows) {
      expect(cases, id).toBeGreaterThan(0)
      expect(cases, id).toBeLessThanOrEqual(id in rareTwists ? mostOfCodecs : most)
    }
  })

  it.skipIf(writes).each(again)('finds %s again', async (id) => {
    const proof = proofs.find((each) => each.id === id)
    const row = rowsOf(page).find((each) => each.id === id)
    if (!proof || !row) throw new Error(`${id} has no row`)
    const { found, err } = await searchFor(proof, 2 * row.cases + 32)
    expect(found, err).not.toBeNull()
  })
})
