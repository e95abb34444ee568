import { caseOf, discoveryOf, judged } from '../../fuzz/codec/finding.js'
import { ours } from '../../fuzz/codec/oracles.js'
import { ownCampaign } from '../../fuzz/codec/own.js'
import { isQuestion, repeat } from '../../fuzz/codec/repeat.js'
import { makeSeeds } from '../../fuzz/codec/seeds.js'
import { subjectsOf, type Subject } from '../../fuzz/codec/subjects.js'
import { testeeCampaign } from '../../fuzz/codec/testee.js'
import type { Discovery } from '../../fuzz/campaigns/campaign.js'
import type { FindingFile } from '../../fuzz/campaigns/finding-file.js'
import { openTestee, type Testee } from '../../fuzz/testee/client.js'
import { drafts } from '../drafts/ids.js'
import { didYouMean } from '../transport/nearest.js'
import { structures } from '../wire/index.js'
import { type Arguments, type Io, UsageError } from './command.js'
import { draftsOf, listOf } from './flags.js'
import type { FuzzKind } from './fuzz-kind.js'

export const kind: FuzzKind = {
  summary: "any codec that speaks the testee protocol, or Mimicry's own",
  usage: ['fuzz codec [flags] [-- COMMAND…]'],
  flags: [
    { name: 'draft', value: 'D', many: true, help: `${drafts.join(', ')} or all; all unless given` },
    { name: 'struct', value: 'NAME', many: true, help: 'structures; all unless given' },
    {
      name: 'against',
      value: 'COMMAND',
      help: 'another testee, through the shell: what differs between the two is found',
    },
    { name: 'timeout', value: 'MS', help: 'how long a single answer may take; 5000 unless given' },
  ],
  async open(args, io) {
    refuseUrl(args)
    const subjects = chosen(args)
    const testees = await openTestees(args, io)
    try {
      const seeds = await makeSeeds(subjects)
      const settings = {
        subjects: subjects.map(({ draft, struct }) => `${draft} ${struct}`),
        command: [...args.rest],
        against: args.text('against') ?? null,
      }
      const [testee, against] = testees
      const campaign = testee
        ? testeeCampaign({ subjects, seeds, testee, against, settings })
        : ownCampaign({ subjects, seeds, settings })
      return { campaign, close: () => closeAll(testees) }
    } catch (error) {
      await closeAll(testees)
      throw error
    }
  },
  async replay(finding, args, io) {
    refuseUrl(args)
    try {
      return isQuestion(finding.recipe) ? await replayQuestion(finding, args, io) : replayOwn(finding)
    } catch (error) {
      if (error instanceof SyntaxError) throw new UsageError(error.message)
      throw error
    }
  },
}

function replayOwn({ recipe }: FindingFile): Discovery | null {
  const one = caseOf(recipe)
  const outcome = judged(one, ours, true)
  return 'fault' in outcome ? discoveryOf(one, outcome.fault, ours) : null
}

async function replayQuestion(finding: FindingFile, args: Arguments, io: Io): Promise<Discovery | null> {
  if (args.rest.length === 0) throw new UsageError(`which program? the finding says: ${finding.replay}`)
  const testees = await openTestees(args, io)
  const [testee, against] = testees
  try {
    const again = testee ? await repeat(finding.recipe, testee, against) : null
    return again ? { ...finding, ...again } : null
  } finally {
    await closeAll(testees)
  }
}

function refuseUrl({ positional }: Arguments): void {
  const stray = positional[1]
  if (stray !== undefined) throw new UsageError(`put -- before the program: -- ${stray} …`)
}

/** The testee after `--` and the one of `--against`, each if it is given. @throws UsageError, TesteeUnavailable */
async function openTestees(args: Arguments, io: Io): Promise<Testee[]> {
  const [program, ...words] = args.rest
  const against = args.text('against')
  if (program === undefined) {
    if (against !== undefined) throw new UsageError('--against needs a first testee: -- COMMAND…')
    return []
  }
  const timeoutMs = args.whole('timeout', 1)
  const shared = { cwd: io.cwd, signal: io.signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) }
  const first = await openTestee({ command: [program, ...words], ...shared })
  if (against === undefined) return [first]
  try {
    return [first, await openTestee({ command: ['/bin/sh', '-c', `exec ${against}`], ...shared })]
  } catch (error) {
    await first.close()
    throw error
  }
}

async function closeAll(testees: readonly Testee[]): Promise<void> {
  await Promise.all(testees.map((testee) => testee.close()))
}

function chosen(args: Arguments): Subject[] {
  const inDrafts = draftsOf(args) ?? drafts
  const names = listOf(args, 'struct')
  for (const name of names ?? []) {
    if (inDrafts.some((draft) => Object.hasOwn(structures(draft), name))) continue
    const known = inDrafts.flatMap((draft) => Object.keys(structures(draft)))
    throw new UsageError(`draft ${inDrafts.join(', ')} has no structure ${name}${didYouMean(name, known)}`)
  }
  return subjectsOf(inDrafts, names)
}
