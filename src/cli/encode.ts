import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CodecError, encode, fromJson, hexText } from '../codec/index.js'
import { UsageError, type Arguments, type Command, type Io } from './command.js'
import { readInput, structureOf } from './structure.js'

export const command: Command = {
  name: 'encode',
  summary: 'writes a structure from its JSON',
  usage: ['encode STRUCT --draft D [JSON | FILE | -] [--raw] [--out FILE]'],
  flags: [
    { name: 'draft', value: 'D', help: 'the draft whose structure it is: 01, 02ed or 06' },
    { name: 'raw', help: 'write the bytes themselves instead of hexadecimal' },
    { name: 'out', value: 'FILE', help: 'write to a file instead of standard output' },
  ],
  positionals: { least: 1, most: 2 },
  details: `JSON is what decode --json prints: uint64 as decimal string, opaque as lower-case hexadecimal, enum members by name.
An argument that begins with {, [ or " is the JSON itself, any other is a file; without one it is read from standard input.
Exit status: 0 written, 1 the JSON does not fit the structure, 2 wrong use.`,
  async run(args, io) {
    const codec = structureOf(args)
    let bytes: Uint8Array
    try {
      bytes = encode(codec, fromJson(codec, JSON.parse(await jsonText(args, io))))
    } catch (error) {
      io.err(`${refusal(error)}\n`)
      return 1
    }
    await writeOut(args.on('raw') ? bytes : `${hexText(bytes)}\n`, args, io)
    return 0
  },
}

async function jsonText(args: Arguments, io: Io): Promise<string> {
  const given = args.positional[1]
  return given !== undefined && /^\s*[{["]/.test(given) ? given : (await readInput(given, io)).toString('utf8')
}

function refusal(error: unknown): string {
  if (error instanceof CodecError) {
    const { code, path, message } = error
    return `${code} at ${path === '' ? 'the whole value' : path}: ${message}`
  }
  if (error instanceof SyntaxError) return `not JSON: ${error.message}`
  throw error
}

async function writeOut(content: Uint8Array | string, args: Arguments, io: Io): Promise<void> {
  const out = args.text('out')
  if (out === undefined) {
    if (typeof content === 'string') io.out(content)
    else io.stdout.write(content)
    return
  }
  try {
    await writeFile(resolve(io.cwd, out), content)
  } catch (error) {
    throw new UsageError(`cannot write ${out}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
