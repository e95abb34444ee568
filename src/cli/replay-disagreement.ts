import { replayDisagreement } from '../../fuzz/testee/replay.js'
import type { DisagreementRecord } from '../../fuzz/testee/result.js'
import { faultText, recordLines } from '../../reports/codec.js'
import { ascii } from '../../reports/text.js'
import { dumpOf } from './codec-record.js'
import type { Arguments, Io } from './command.js'

/** Asks the testee of a recorded disagreement, or the program after `--`, the same again: 1 if it answers as it did. */
export async function replayRecord(record: DisagreementRecord, args: Arguments, io: Io): Promise<number> {
  const [program, ...rest] = args.rest
  const { cwd, signal } = io
  const another = program === undefined ? {} : { command: [program, ...rest] as const }
  const { again, judgement } = await replayDisagreement(record, { cwd, signal, ...another })
  if (signal.aborted) return 130
  const now = judgement.kind === 'disagree' ? { ...record, ...judgement } : record
  const happened = again
    ? 'it happened again'
    : judgement.kind === 'disagree'
      ? 'it disagrees in another way'
      : 'it did not happen again'
  io.out(ascii(`${[`${happened}: ${faultText(now)}`, ...recordLines(now, dumpOf)].join('\n')}\n`))
  return judgement.kind === 'disagree' ? 1 : 0
}
