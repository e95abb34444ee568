import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { encode, fromJson, hexBytes, toJson, tryDecode } from '../../src/codec/index.js'
import { compile } from '../../src/transport/validate.js'
import { structures } from '../../src/wire/index.js'
import type { CryptoVectorFile } from './types.js'

function read(name: string): object {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}

const schema = 'crypto-vectors.schema.json'
const validate = compile<CryptoVectorFile>(read(schema))
const names = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json') && name !== schema)

it.each(names)('%s is as the schema says, and well formed in each of its drafts', (name) => {
  const validated = validate(read(name))
  if (!validated.ok) throw new Error(JSON.stringify(validated.problems.slice(0, 3)))
  const file = validated.value
  if (file.operation === 'mark') return
  for (const one of file.cases) {
    const bytes = hexBytes('bytes' in one ? one.bytes : one.plaintext)
    if (!bytes) throw new Error(`${one.id}: no hexadecimal`)
    for (const draft of file.drafts) {
      const codec = structures(draft)[one.struct]
      if (!codec) throw new Error(`${draft} has no ${one.struct}`)
      const decoded = tryDecode(codec, bytes)
      if (!decoded.ok) throw decoded.error
      if (one.value === undefined) continue
      expect(toJson(codec, decoded.value)).toEqual(one.value)
      expect(encode(codec, fromJson(codec, one.value))).toEqual(bytes)
    }
  }
})
