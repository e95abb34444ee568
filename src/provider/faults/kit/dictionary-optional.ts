import type { Codec } from '../../../codec/index.js'
import type { Ports } from '../../ports.js'

/** Reads a structure of 06 also where the dictionary at its end is missing, as if it were empty. */
export function dictionaryOptional(lenient: Codec<unknown>): (ports: Ports) => Ports {
  return (ports) => ({
    ...ports,
    reader: {
      ...ports.reader,
      read(codec, body) {
        const result = ports.reader.read(codec, body)
        if (result.ok || !Object.is(codec, lenient)) return result
        const completed = ports.reader.read(codec, Uint8Array.of(...body, 0))
        return completed.ok ? completed : result
      },
    },
  })
}
