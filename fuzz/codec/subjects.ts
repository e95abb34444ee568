import type { Codec } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { structures } from '../../src/wire/index.js'

/** A structure of a draft whose codec is tried. */
export interface Subject {
  readonly draft: Draft
  readonly struct: string
  readonly codec: Codec<unknown>
}

/** Those of the drafts that have one of the names; all of them where none is named. Each declaration once. */
export function subjectsOf(drafts: readonly Draft[], names?: readonly string[]): Subject[] {
  const subjects = new Map<Codec<unknown>, Subject>()
  for (const draft of drafts) {
    for (const [struct, codec] of Object.entries(structures(draft))) {
      if (names && !names.includes(struct)) continue
      if (!subjects.has(codec)) subjects.set(codec, { draft, struct, codec })
    }
  }
  return [...subjects.values()]
}
