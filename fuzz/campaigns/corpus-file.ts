/** One entry of a corpus on disk. */
import { createHash } from 'node:crypto'
import { hexBytes, hexText } from '../../src/codec/index.js'
import { isDraft } from '../../src/drafts/ids.js'
import { isMutation } from '../mutate/mutation.js'
import type { CorpusEntry } from './campaign.js'

const FORMAT = 'mimicry-corpus/1'

/** The text of an entry's file and the file's name, which follows from it: equal entries are one file. */
export function entryFile({ bytes, ...rest }: CorpusEntry): { readonly name: string; readonly text: string } {
  const text = `${JSON.stringify({ format: FORMAT, ...rest, bytes: hexText(bytes) })}\n`
  return { name: `${createHash('sha256').update(text).digest('hex').slice(0, 24)}.json`, text }
}

/** @throws SyntaxError saying what is wrong with the text */
export function readEntry(text: string): CorpusEntry {
  const value: unknown = JSON.parse(text)
  const fault = (what: string) => new SyntaxError(`not an entry of a corpus: ${what}`)
  if (typeof value !== 'object' || value === null || !('format' in value)) throw fault('it has no format')
  if (value.format !== FORMAT) throw fault(`its format is ${String(value.format)}, not ${FORMAT}`)
  const draft = 'draft' in value ? value.draft : undefined
  if (typeof draft !== 'string' || !isDraft(draft)) throw fault('its draft is none that is known')
  const words = { struct: textOf(value, 'struct'), reached: textOf(value, 'reached') }
  const { struct, reached } = words
  if (struct === undefined || reached === undefined) throw fault('struct and reached must be texts')
  const bytes = hexBytes(textOf(value, 'bytes') ?? 'x')
  if (!bytes) throw fault('bytes must be lower-case hexadecimal')
  const endpoint = textOf(value, 'endpoint')
  const mutations: unknown = 'mutations' in value ? value.mutations : undefined
  if (mutations !== undefined && !(Array.isArray(mutations) && mutations.every(isMutation)))
    throw fault('its mutations are not readable')
  return {
    draft,
    struct,
    ...(endpoint === undefined ? {} : { endpoint }),
    reached,
    ...(mutations === undefined ? {} : { mutations }),
    bytes,
  }
}

function textOf(value: object, name: string): string | undefined {
  const content: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof content === 'string' ? content : undefined
}
