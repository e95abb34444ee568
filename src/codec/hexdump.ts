import { hexText, spans, type Codec, type CodecError, type Span } from './index.js'

const BYTES_PER_LINE = 16
const HEX_WIDTH = 2 * BYTES_PER_LINE + 3
/** How much of what follows a fault is shown. */
const SHOWN_AFTER_FAULT = 2 * BYTES_PER_LINE

/**
 * The bytes of a structure, line by line with offset, hexadecimal, field and value; of malformed bytes what comes
 * before the fault, then the fault.
 */
export function hexdump(codec: Codec<unknown>, bytes: Uint8Array): { text: string; error?: CodecError } {
  const { spans: found, error } = spans(codec, bytes)
  const sound = error ? found.filter(({ offset }) => offset < error.offset) : found
  const fields = Math.max(...sound.map((span) => label(span).length), 'field'.length)
  const lines = [
    row('offset', 'bytes', 'field', 'value', fields),
    ...sound.flatMap((span) => spanRows(span, bytes, fields)),
  ]
  if (error) lines.push(...faultRows(error, bytes, fields))
  const text = `${lines.map((line) => line.trimEnd()).join('\n')}\n`
  return error ? { text, error } : { text }
}

/** What is wrong with bytes, in one line. */
export function faultLine({ code, path, offset, message }: CodecError): string {
  return `${code} at ${path === '' ? 'the whole structure' : path}, byte ${offset}: ${message}`
}

function row(offset: string, hex: string, field: string, value: string, fields: number): string {
  return `${offset.padEnd(8)}  ${hex.padEnd(HEX_WIDTH)}  ${field.padEnd(fields)}  ${value}`
}

function address(offset: number): string {
  return offset.toString(16).padStart(8, '0')
}

function grouped(bytes: Uint8Array): string {
  return (hexText(bytes).match(/.{1,8}/g) ?? []).join(' ')
}

function label({ path, type }: Span): string {
  return type === 'length' || type === 'presence' ? `${path} (${type})` : path
}

function spanRows(span: Span, bytes: Uint8Array, fields: number): string[] {
  const rows: string[] = []
  for (let at = 0; at < span.length; at += BYTES_PER_LINE) {
    const run = bytes.subarray(span.offset + at, span.offset + Math.min(at + BYTES_PER_LINE, span.length))
    const [field, value] = at === 0 ? [label(span), shortened(span.text ?? '')] : ['', '']
    rows.push(row(address(span.offset + at), grouped(run), field, value, fields))
  }
  return rows
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function faultRows(error: CodecError, bytes: Uint8Array, fields: number): string[] {
  const end = Math.min(bytes.length, error.offset + SHOWN_AFTER_FAULT)
  const rows: string[] = [
    row(
      address(error.offset),
      '>>> malformed here',
      error.path,
      `${error.code}, byte ${error.offset}: ${error.message}`,
      fields,
    ),
  ]
  for (let at = error.offset; at < end; at += BYTES_PER_LINE) {
    rows.push(row(address(at), grouped(bytes.subarray(at, Math.min(at + BYTES_PER_LINE, end))), '', '', fields))
  }
  const left = bytes.length - end
  if (left > 0) rows.push(row('…', `${left} more bytes`, '', '', fields))
  if (error.offset >= bytes.length) rows.push(row(address(bytes.length), '(end)', '', '', fields))
  return rows
}
