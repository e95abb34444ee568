import { Random } from '../../random.js'
import type { Discovery } from '../campaign.js'
import type { FindingFile } from '../finding-file.js'
import { Arena } from './arena.js'
import { EndpointCampaign, roundOf } from './endpoint-campaign.js'
import { discoveryOf } from './finding.js'
import { Inquiry } from './inquiry.js'
import { type Plan, planFor } from './plan.js'
import { readRecipe } from './recipe.js'
import { Schedule } from './schedule.js'
import { sites } from './sites/index.js'
import { type EndpointTarget, Watched } from './target.js'

export type { EndpointTarget } from './target.js'

export interface EndpointCampaignOptions {
  /** One for each draft. */
  readonly targets: readonly EndpointTarget[]
  readonly seed: number
  readonly signal: AbortSignal
  /** Names of endpoints, or of endpoints with an arm (`updateConsent/grant`); all unless given. */
  readonly only?: readonly string[]
}

/** Every name that `only` can have. */
export const siteNames: readonly string[] = [...new Set(sites.flatMap(({ id, endpoint }) => [endpoint, id]))]

/**
 * Prepares every endpoint of every target.
 * @throws RangeError where nothing can be fuzzed, with the reasons
 */
export async function openEndpointCampaign(options: EndpointCampaignOptions): Promise<EndpointCampaign> {
  const { targets, seed, signal, only } = options
  const arenas = new Map<Arena, Watched>()
  const skipped: Record<string, string> = {}
  for (const target of targets) {
    const watched = new Watched(target)
    const { environment } = target
    const chosen = sites.filter(
      ({ id, endpoint, drafts }) =>
        drafts.includes(environment.draft) && (!only || only.includes(id) || only.includes(endpoint)),
    )
    const opened = await Promise.all(chosen.map((site) => Arena.open(site, environment, signal)))
    for (const [at, arena] of opened.entries()) {
      if (typeof arena === 'string') skipped[`${environment.draft} ${chosen[at]?.id}`] = arena
      else arenas.set(arena, watched)
    }
  }
  if (arenas.size === 0) {
    const why = Object.entries(skipped).map(([name, reason]) => `${name}: ${reason}`)
    throw new RangeError(`there is nothing to fuzz: ${why.join('; ') || 'no endpoint was chosen'}`)
  }
  const plans: Plan[] = []
  const seen = new Map<string, Set<string>>()
  for (const [at, arena] of [...arenas.keys()].entries()) {
    const endpoint = `${arena.draft} ${arena.site.endpoint}`
    const known = seen.get(endpoint) ?? new Set()
    seen.set(endpoint, known)
    const stage = await arena.take()
    plans.push(planFor(stage, known, new Random(seed, at)))
    arena.leave(stage, true)
  }
  return new EndpointCampaign({
    arenas,
    schedule: new Schedule([...arenas.keys()], plans, seed, roundOf),
    skipped,
    settings: {
      targets: targets.map(({ environment: { draft, domain } }) => `${draft} ${domain}`),
      sites: only ? [...only] : 'all',
    },
  })
}

/** Requests per second do not matter where there are a few. */
const atOnce = () => Promise.resolve()

/**
 * Sends what a finding is about to a fresh stage.
 * @returns null when it did not happen again
 * @throws SyntaxError for a file that is no finding of an endpoint, RangeError where it cannot be sent to this target
 */
export async function repeatFinding(
  { recipe }: Pick<FindingFile, 'recipe'>,
  target: EndpointTarget,
  signal: AbortSignal,
): Promise<Discovery | null> {
  const { site: id, oracle, inputs, together, history } = readRecipe(recipe)
  const site = sites.find((each) => each.id === id)
  if (!site) throw new SyntaxError(`there is no ${id} to be fuzzed`)
  const arena = await Arena.open(site, target.environment, signal)
  if (typeof arena === 'string') throw new RangeError(`${id} cannot be prepared at this target: ${arena}`)
  try {
    const inquiry = new Inquiry(arena, oracle, { slowMs: new Watched(target).slowMs(arena) }, atOnce)
    const seen = await inquiry.repeat(inputs, together, history)
    return seen && discoveryOf(seen, target.credentials)
  } finally {
    arena.close()
  }
}
