import { CodecError, decode, hexBytes, toJson, type Codec } from '../codec/index.js'
import { UsageError, type Arguments, type Command, type Io } from './command.js'
import { faultLine, hexdump } from '../codec/hexdump.js'
import { readInput, structureOf } from './structure.js'

export const command: Command = {
  name: 'decode',
  summary: 'shows a structure as an annotated hexdump',
  usage: ['decode STRUCT --draft D [--hex H | FILE | -] [--json]'],
  flags: [
    { name: 'draft', value: 'D', help: 'the draft whose structure it is: 01, 02ed or 06' },
    { name: 'hex', value: 'H', help: 'the bytes in hexadecimal; spaces are allowed' },
    { name: 'json', help: 'print the value as JSON instead of the hexdump' },
    { name: 'raw', help: 'take the input as bytes even if it reads as hexadecimal' },
  ],
  positionals: { least: 1, most: 2 },
  details: `Without --hex the bytes come from FILE, or from standard input. Input that holds nothing but hexadecimal digits and
white space is read as hexadecimal, so that what encode prints can be piped back.

Reading is strict. Malformed bytes are shown up to the fault, which is marked with its code, field and byte.
Exit status: 0 well-formed, 1 malformed, 2 wrong use.`,
  async run(args, io) {
    const codec = structureOf(args)
    const bytes = await bytesOf(args, io)
    return args.on('json') ? printJson(codec, bytes, io) : printDump(codec, bytes, io)
  },
}

async function bytesOf(args: Arguments, io: Io): Promise<Uint8Array> {
  const hex = args.text('hex')
  const named = args.positional[1]
  if (hex !== undefined) {
    if (named !== undefined) throw new UsageError('give either --hex or a file, not both')
    const bytes = hexOf(hex)
    if (!bytes) throw new UsageError('--hex takes an even number of hexadecimal digits')
    return bytes
  }
  const input = await readInput(named, io)
  return args.on('raw') ? input : (hexOf(input.toString('latin1')) ?? input)
}

/** The bytes that a text of hexadecimal digits, and white space between them, stands for. */
function hexOf(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[ \t\r\n]/g, '').toLowerCase()
  return digits === '' && text !== '' ? undefined : hexBytes(digits)
}

function printDump(codec: Codec<unknown>, bytes: Uint8Array, io: Io): number {
  const { text, error } = hexdump(codec, bytes)
  io.out(text)
  return error ? 1 : 0
}

function printJson(codec: Codec<unknown>, bytes: Uint8Array, io: Io): number {
  try {
    io.out(`${JSON.stringify(toJson(codec, decode(codec, bytes)), null, 2)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    io.err(`${faultLine(error)}\n`)
    return 1
  }
}
