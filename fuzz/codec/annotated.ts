import { hexText, spans, type Codec, type Span } from '../../src/codec/index.js'

/** Lines of the annotated bytes: the fields around a place, and the fault where there is one. */
export function annotated(codec: Codec<unknown>, bytes: Uint8Array, offset: number | undefined): string[] {
  const { spans: all, error } = spans(codec, bytes)
  const near = all.findIndex((span) => offset !== undefined && offset < span.offset + span.length)
  const from = Math.max(0, (near < 0 ? all.length : near) - 4)
  const lines = all.slice(from, from + 9).map((span) => spanLine(span, bytes))
  return error ? [...lines, `${error.code} at ${error.path} from byte ${error.offset} on: ${error.message}`] : lines
}

function spanLine({ offset, length, path, type, text }: Span, bytes: Uint8Array): string {
  const hex = hexText(bytes.subarray(offset, offset + Math.min(length, 16)))
  return `${String(offset).padStart(6)}  ${hex}${length > 16 ? '…' : ''}  ${path} ${type}${text === undefined ? '' : ` ${text.slice(0, 60)}`}`
}
