import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Draft } from '../src/drafts/ids.js'
import type { VectorFile } from './types.js'

/** Where the files are: beside the package's manifest, in a checkout as in an installed package. */
export function vectorsFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('mimicry/package.json')), 'vectors')
}

/** Folders that hold something else than encodings of the structure they are named after. */
const others = ['cryptographic', 'make', 'independent']

/** The published vectors by draft and structure; of one draft or structure only, where that is asked for. */
export function loadVectors(only: { readonly draft?: Draft; readonly struct?: string } = {}): VectorFile[] {
  const folder = vectorsFolder()
  const structs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
    .map(({ name }) => name)
    .filter((name) => only.struct === undefined || name === only.struct)
  return structs.toSorted().flatMap((struct) =>
    readdirSync(join(folder, struct))
      .filter((name) => name.endsWith('.json') && (only.draft === undefined || name === `${only.draft}.json`))
      .toSorted()
      .map((name) => read(join(folder, struct, name))),
  )
}

function read(file: string): VectorFile {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a test holds the committed files to the schema
  return JSON.parse(readFileSync(file, 'utf8')) as VectorFile
}
