import { ownCampaign } from '../../fuzz/codec/own.js'
import { caseOf, discoveryOf, judged } from '../../fuzz/codec/finding.js'
import { ours } from '../../fuzz/codec/oracles.js'
import { makeSeeds } from '../../fuzz/codec/seeds.js'
import { subjectsOf } from '../../fuzz/codec/subjects.js'
import { drafts } from '../drafts/ids.js'
import { didYouMean } from '../transport/nearest.js'
import { structures } from '../wire/index.js'
import { type Arguments, UsageError } from './command.js'
import { draftsOf, listOf } from './flags.js'
import type { FuzzKind } from './fuzz-kind.js'

export const kind: FuzzKind = {
  summary: "Mimicry's own codec",
  usage: ['fuzz codec [flags]'],
  flags: [
    { name: 'draft', value: 'D', many: true, help: `${drafts.join(', ')} or all; all unless given` },
    { name: 'struct', value: 'NAME', many: true, help: 'structures; all unless given' },
  ],
  async open(args) {
    const subjects = chosen(args)
    const names = subjects.map(({ draft, struct }) => `${draft} ${struct}`)
    const seeds = await makeSeeds(subjects)
    const campaign = ownCampaign({ subjects, seeds, settings: { subjects: names } })
    return { campaign, close: () => Promise.resolve() }
  },
  replay(finding) {
    const one = caseOf(finding.recipe)
    const outcome = judged(one, ours, true)
    return Promise.resolve('fault' in outcome ? discoveryOf(one, outcome.fault, ours) : null)
  },
}

function chosen(args: Arguments): ReturnType<typeof subjectsOf> {
  const inDrafts = draftsOf(args) ?? drafts
  const names = listOf(args, 'struct')
  for (const name of names ?? []) {
    if (inDrafts.some((draft) => Object.hasOwn(structures(draft), name))) continue
    const known = inDrafts.flatMap((draft) => Object.keys(structures(draft)))
    throw new UsageError(`draft ${inDrafts.join(', ')} has no structure ${name}${didYouMean(name, known)}`)
  }
  return subjectsOf(inDrafts, names)
}
