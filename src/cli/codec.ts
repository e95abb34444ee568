import { openTestee, TesteeUnavailable, type Testee } from '../../fuzz/testee/client.js'
import { judgeTestee, subjectsOf, type ConformanceOptions } from '../../fuzz/testee/conformance.js'
import { codecStatus } from '../../fuzz/testee/result.js'
import { codecProgress } from '../../reports/codec.js'
import { drafts as allDrafts } from '../drafts/ids.js'
import { version } from '../runner/version.js'
import { didYouMean } from '../transport/nearest.js'
import { loadVectors } from '../../vectors/load.js'
import { CodecRecord } from './codec-record.js'
import { UsageError, type Arguments, type Command, type Io } from './command.js'
import { draftsOf, flags, listOf } from './flags.js'

const RUNS = 10
/** Rewriting a line more often than this only costs time, ms. */
const PAUSE = 100

export const command: Command = {
  name: 'codec',
  summary: 'tests any codec that speaks the testee protocol',
  usage: ['codec [--draft D] [--struct NAME,…] [flags] -- COMMAND…'],
  flags: [
    { ...flags.draft, help: `${flags.draft.help} or all, which is the default; several with commas` },
    { name: 'struct', value: 'NAME', many: true, help: 'only these structures; several with commas' },
    {
      name: 'runs',
      value: 'N',
      help: `generated values of each structure after the vectors (${RUNS}); 0 for vectors alone`,
    },
    { name: 'seed', value: 'N', help: 'makes other generated values (1)' },
    { name: 'timeout', value: 'MS', help: 'how long a single answer may take (5000)' },
    { name: 'out', value: 'DIR', help: 'where the results go (mimicry-out/codec)' },
    { name: 'strict', help: 'notes count: other error codes, paths and offsets, claims that hello has no words for' },
    { name: 'verbose', help: 'list every structure and every ambiguous case' },
  ],
  positionals: { most: Infinity },
  details: `COMMAND is started as it stands, without a shell. It reads requests as JSON lines on its standard input and writes
an answer to each, in any order, to its standard output; docs/testees.md describes the protocol. For example
  mimicry codec --draft 06 -- ./target/debug/my-testee
  mimicry codec --struct KeyMaterialRequest,FanoutMessage --runs 100 -- python3 testee.py
  mimicry codec -- mimicry testee

Every vector is decoded and, where it is valid, encoded; then generated values, and malformed ones made of them. What the
testee answers with "unsupported" is skipped.
Exit status: 0 agrees, 1 a disagreement, death, hang or broken answer, 2 wrong use, 3 the program cannot be started or
supports nothing that was selected, 130 interrupted.`,
  async run(args, io) {
    const command = programOf(args)
    const settings = settingsOf(args)
    const testee = await openTestee({ command, cwd: io.cwd, signal: io.signal, ...timeoutOf(args) })
    try {
      return await judged(testee, settings, args, io)
    } finally {
      await testee.close()
    }
  },
}

function programOf({ rest, positional }: Arguments): [string, ...string[]] {
  const [stray] = positional
  if (stray !== undefined) throw new UsageError(`put -- before the program: mimicry codec [flags] -- ${stray} …`)
  const [program, ...args] = rest
  if (program === undefined || program === '') throw new UsageError('which program? mimicry codec [flags] -- COMMAND…')
  return [program, ...args]
}

function timeoutOf(args: Arguments): { timeoutMs?: number } {
  const timeoutMs = args.whole('timeout', 1)
  return timeoutMs === undefined ? {} : { timeoutMs }
}

type Settings = Pick<ConformanceOptions, 'drafts' | 'structs' | 'seed' | 'runs'>

/** @throws UsageError for a structure that none of the drafts has */
function settingsOf(args: Arguments): Settings {
  const drafts = draftsOf(args) ?? allDrafts
  const structs = listOf(args, 'struct')
  const known = new Set(subjectsOf({ drafts }).map(({ struct }) => struct))
  for (const name of structs ?? []) {
    if (known.has(name)) continue
    const elsewhere = subjectsOf({ drafts: allDrafts, structs: [name] }).map(({ draft }) => draft)
    const hint = elsewhere.length > 0 ? `; it belongs to ${elsewhere.join(' and ')}` : didYouMean(name, known)
    throw new UsageError(`draft ${drafts.join(', ')} has no structure ${name}${hint}`)
  }
  return { drafts, structs, seed: args.whole('seed') ?? 1, runs: args.whole('runs') ?? RUNS }
}

async function judged(testee: Testee, settings: Settings, args: Arguments, io: Io): Promise<number> {
  const strict = args.on('strict')
  const record = new CodecRecord(io, args.text('out') ?? 'mimicry-out/codec', { strict, verbose: args.on('verbose') })
  const progress = new Progress(io)
  const result = await judgeTestee(testee, {
    ...settings,
    version,
    vectors: loadVectors(),
    signal: io.signal,
    onCase: (now) => progress.draw(now),
  })
  progress.wipe()
  record.write(result)
  if (testee.givenUp?.includes('cannot be started')) throw new TesteeUnavailable(testee.givenUp)
  return codecStatus(result, strict)
}

/** On a terminal, one line that is rewritten. */
class Progress {
  private drawnAt = 0

  constructor(private readonly io: Io) {}

  draw(now: Parameters<typeof codecProgress>[0]): void {
    if (!this.io.terminal || Date.now() - this.drawnAt < PAUSE) return
    this.io.err(`\r\u001b[K${codecProgress(now, this.io.columns)}`)
    this.drawnAt = Date.now()
  }

  wipe(): void {
    if (this.drawnAt > 0) this.io.err('\r\u001b[K')
  }
}
