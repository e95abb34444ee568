/** `mimicry fuzz model`: commands against a model of what a provider must remember. */
import { modelCampaign, replayStory } from '../../fuzz/campaigns/model/campaign.js'
import { UsageError } from './command.js'
import type { FuzzKind } from './fuzz-kind.js'
import { type FuzzTarget, openFuzzTargets, targetFlags } from './fuzz-target.js'

export const kind: FuzzKind = {
  summary: 'stories of several requests against a model of what a provider must remember',
  usage: ['fuzz model [URL] [flags]'],
  flags: targetFlags,
  async open(args, io) {
    const { targets, close } = await openFuzzTargets(args, io, { url: args.positional[1] })
    return { campaign: modelCampaign(targets.map(modelTarget)), close }
  },
  async replay({ draft, recipe }, args, io) {
    const { targets, close } = await openFuzzTargets(args, io, { only: draft, url: args.positional[1] })
    try {
      const [target] = targets
      return target ? await replayed(recipe, target, io.signal) : null
    } finally {
      await close()
    }
  },
}

function modelTarget({ draft, environment, target: { probe } }: FuzzTarget) {
  return { draft, environment, probe }
}

/** @throws UsageError for a recipe that cannot be played */
async function replayed(...[recipe, target, signal]: Parameters<typeof replayStory>) {
  try {
    return await replayStory(recipe, target, signal)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
