import type { Codec } from '../../src/codec/index.js'
import { drafts, type Draft } from '../../src/drafts/ids.js'
import { structures } from '../../src/wire/index.js'

interface Named {
  readonly name: string
  readonly draft: Draft
  readonly codec: Codec<unknown>
}

const byCodec = new Map<Codec<unknown>, Named>()
for (const draft of drafts) {
  for (const [struct, codec] of Object.entries(structures(draft))) {
    if (!byCodec.has(codec)) byCodec.set(codec, { name: `${draft} ${struct}`, draft, codec })
  }
}

/** Each declaration once, under the first draft and name that it has. */
export const everyStructure: readonly Named[] = [...byCodec.values()]
