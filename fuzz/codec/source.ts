import type { Batch } from '../campaigns/campaign.js'
import { baseOf } from '../mutate/index.js'
import type { Random } from '../random.js'
import { codecOf } from '../testee/case.js'
import type { Seed, Source } from './cases.js'

/** Cases begin from generated values, real objects and the corpus. */
export function sourceOf(batch: Batch, seeds: readonly Seed[], generate: Source['generate']): Source {
  const { corpus } = batch
  const fromCorpus = (random: Random, struct?: { codec: Seed['codec'] }) => {
    const entry = corpus.pick(random, (one) => !struct || codecOf(one.draft, one.struct) === struct.codec)
    const codec = entry && codecOf(entry.draft, entry.struct)
    return entry && codec ? { codec, bytes: entry.bytes } : undefined
  }
  return {
    generate,
    random: (number: number) => batch.random(number),
    seed(random: Random, codec: Seed['codec']): Uint8Array | undefined {
      const alike = seeds.filter((seed) => seed.codec === codec)
      const bytes =
        alike.length > 0 && random.below(2) === 0 ? random.pick(alike).bytes : fromCorpus(random, { codec })?.bytes
      return bytes && baseOf(codec, bytes) ? bytes : undefined
    },
    others: (random: Random) => (seeds.length > 0 && random.below(2) === 0 ? random.pick(seeds) : fromCorpus(random)),
  }
}
