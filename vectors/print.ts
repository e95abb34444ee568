import type { CryptoVectorFile } from './cryptographic/types.js'
import type { VectorFile } from './types.js'

/** A file as JSON with one case per line: small, and a difference between two versions can be read. */
export function printed({ cases, ...head }: VectorFile | CryptoVectorFile): string {
  const beginning = JSON.stringify(head, null, 2).replace(/\n\}$/, '')
  const lines = cases.map((one) => `    ${JSON.stringify(one)}`)
  return `${beginning},\n  "cases": [\n${lines.join(',\n')}\n  ]\n}\n`
}
