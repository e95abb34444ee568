import { expect, it } from 'vitest'
import { decode, encode } from '../src/codec/index.js'
import { drafts } from '../src/drafts/ids.js'
import { structures } from '../src/wire/index.js'
import { proseBreach } from '../src/wire/prose/index.js'
import { Random } from './random.js'
import { generateSane } from './sane.js'

const RUNS = 8

it('makes values that can be read and that, all but trees without a leaf, keep every rule of prose', () => {
  const broken: unknown[] = []
  let made = 0
  for (const draft of drafts) {
    for (const [struct, codec] of Object.entries(structures(draft))) {
      for (let run = 0; run < RUNS; run++) {
        made++
        const value = decode(codec, encode(codec, generateSane(codec, new Random(5, run))))
        const breach = proseBreach(codec, value)
        if (breach && !breach.path.endsWith('ratchet_tree') && struct !== 'RatchetTree')
          broken.push({ draft, struct, run, ...breach })
      }
    }
  }
  expect(broken.slice(0, 10)).toEqual([])
  expect(made).toBeGreaterThan(2000)
})
