/** Every file of vectors, the same again from the same declarations: what `npm run vectors` writes. */
import { drafts } from '../src/drafts/ids.js'
import { structures } from '../src/wire/index.js'
import { cryptographicVectors } from './cryptographic/make/files.js'
import { casesOf } from './make/cases.js'
import { notesOn } from './make/flags.js'
import { printed } from './print.js'

export interface GeneratedFile {
  /** From the folder `vectors/`. */
  readonly path: string
  readonly text: string
}

/** In the order of their paths. */
export async function generate(): Promise<GeneratedFile[]> {
  const files = [...structureFiles(), ...cryptographicFiles()]
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function structureFiles(): GeneratedFile[] {
  return drafts.flatMap((draft) =>
    Object.keys(structures(draft)).map((struct) => {
      const cases = casesOf(draft, struct)
      const text = printed({ format: 'mimicry-vectors/1', draft, struct, notes: notesOn(cases), cases })
      return { path: `${struct}/${draft}.json`, text }
    }),
  )
}

function cryptographicFiles(): GeneratedFile[] {
  return Object.entries(cryptographicVectors()).map(([name, file]) => ({
    path: `cryptographic/${name}.json`,
    text: printed(file),
  }))
}
