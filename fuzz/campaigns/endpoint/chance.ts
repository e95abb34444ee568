/** Inputs by chance: one to three changes, on from what has reached something new, with elements of other requests. */
import type { Draft } from '../../../src/drafts/ids.js'
import { structures } from '../../../src/wire/index.js'
import { apply, mutate, type Mutation, type Others } from '../../mutate/index.js'
import type { Random } from '../../random.js'
import type { Corpus, CorpusEntry } from '../campaign.js'
import { type Input, make } from './input.js'
import { hasToBeRefused } from './judge.js'
import type { Stage } from './stage.js'
import { variations } from './variations.js'

/** Changes of one request, at the most. */
const most = 3

export function byChance(stage: Stage, site: string, random: Random, corpus: Corpus): Input {
  const { draft } = stage.scene
  const { codec, body } = stage.request
  const http = !codec || random.chance(0.04) ? random.pick(variations).name : undefined
  if (!codec) return { mutations: [], ...(http !== undefined && { http }) }
  const begun = random.chance(0.3) ? corpus.pick(random, (entry) => goesOn(entry, draft, site)) : undefined
  let mutations: readonly Mutation[] = begun?.mutations ?? []
  if (mutations.length > 0 && !apply(codec, body, mutations)) mutations = []
  const count = 1 + random.below(most)
  for (let made = 0; made < count; made++) {
    const so = apply(codec, body, mutations)
    if (!so) break
    mutations = [...mutations, mutate(codec, so.bytes, random, othersIn(corpus))]
  }
  return {
    mutations,
    ...(stage.resign && random.chance(0.6) && { resign: true }),
    ...(http !== undefined && { http }),
    ...(random.chance(0.02) && { copies: 2 + random.below(4) }),
  }
}

/** Draws before one that need not be refused has to do. */
const draws = 12

/** One that the target has to refuse, as a body. */
export async function refusedByChance(stage: Stage, site: string, random: Random, corpus: Corpus): Promise<Input> {
  for (let drawn = 1; ; drawn++) {
    const input = byChance(stage, site, random, corpus)
    const error = input.http === undefined ? (await make(stage, input))?.error : null
    if (drawn === draws || (error && hasToBeRefused(input, error, stage.scene.draft))) return input
  }
}

function goesOn({ draft, endpoint, mutations }: CorpusEntry, ours: Draft, site: string): boolean {
  return draft === ours && endpoint === site && mutations !== undefined && mutations.length < most
}

/** Elements are taken from requests of any endpoint, and from what other campaigns have kept. */
function othersIn(corpus: Corpus): Others {
  return (random) => {
    const entry = corpus.pick(random)
    const codec = entry && structures(entry.draft)[entry.struct]
    return entry && codec && { codec, bytes: entry.bytes }
  }
}
