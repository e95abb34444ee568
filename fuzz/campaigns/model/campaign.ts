/** `mimicry fuzz model`: stories of what a provider must remember. */
import type { Environment } from '../../../src/check/environment.js'
import type { Json } from '../../../src/codec/json.js'
import { requirement, sectionsOf } from '../../../src/drafts/catalogue.js'
import type { Draft } from '../../../src/drafts/ids.js'
import type { Operation } from '../../../src/target/driver/contract.js'
import type { Batch, Campaign, Discovery } from '../campaign.js'
import { isItem, needs, type Theme, themes } from './arbitrary.js'
import type { Breach } from './claim.js'
import { Floor } from './floor.js'
import { type BrokenStory, causeOf, playAgain, playRandom } from './play.js'
import type { Item } from './step.js'

/** The target in one draft. */
export interface ModelTarget {
  readonly draft: Draft
  readonly environment: Environment
  /** GET of the directory: null when any HTTP answer came, else why not. */
  probe?(signal?: AbortSignal): Promise<string | null>
}

/** Stories under way at once: most of the time of each is waiting. */
const lanes = 4
/**
 * Of so many stories half of the first few have restarts, for which no other may be under way: the rest is left to what
 * shows only in a target that has been up for long.
 */
const restarted = { of: 512, first: 64, share: 0.5 }
/** Often enough to see what happens only at times. */
const replayTries = 20

/**
 * A case is one story. Drafts and themes take turns; those for which the driver lacks something are left out, and said in
 * the summary.
 * @param targets one per draft
 */
export function modelCampaign(targets: readonly ModelTarget[]): Campaign {
  const playable = targets.flatMap((target) =>
    themes.filter((theme) => lacking(theme, target).length === 0).map((theme) => ({ ...target, theme })),
  )
  /** What has been shrunk already. */
  const known = new Set<string>()
  let gone: string | undefined
  const floor = new Floor()
  return {
    kind: 'model',
    settings: { drafts: targets.map(({ draft }) => draft) },
    batch: 1,
    lanes,
    over: () => gone,
    async run(batch: Batch) {
      for (const number of batch.cases) {
        const chosen = playable[number % playable.length]
        if (!chosen) batch.counted('nothing that the driver could arrange')
        else if ((await runCase(batch, number, chosen, { known, floor })) === 'abandoned')
          gone ??= await floor.shared(() => goneText(chosen, batch.signal))
      }
    },
    close() {
      const left = notPlayed(targets)
      const told: Record<string, Json> = left.length === 0 ? {} : { notPlayed: left }
      return Promise.resolve(told)
    },
  }
}

async function runCase(
  batch: Batch,
  number: number,
  { draft, environment, theme }: ModelTarget & { readonly theme: Theme },
  { known, floor }: { readonly known: Set<string>; readonly floor: Floor },
): Promise<'abandoned' | undefined> {
  const { signal } = batch
  if (signal.aborted) return undefined
  try {
    const random = batch.random(number)
    const early = number % restarted.of < restarted.first && environment.operations.has('restart')
    const restarts = early && random.chance(restarted.share)
    const play = () =>
      playRandom(theme, random, {
        environment,
        signal,
        turn: () => batch.turn(),
        reached: (what) => void batch.reached(`${draft} ${what}`),
        known: (cause) => known.has(cause),
        restarts,
      })
    const played = await (restarts ? floor.alone(play) : floor.shared(play))
    batch.counted(`stories about ${about[theme]}`)
    if ('abandoned' in played) {
      batch.counted(`stories given up: ${played.abandoned}`)
      return 'abandoned'
    }
    if (!played.found) return undefined
    known.add(causeOf(played.found))
    batch.found(number, discoveryOf(draft, played.found))
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return undefined
}

/** A story may be given up for many reasons; one is that there is nobody left to play it with. */
async function goneText({ probe }: ModelTarget, signal: AbortSignal): Promise<string | undefined> {
  const first = await probe?.(signal)
  const why = typeof first === 'string' ? await probe?.(signal) : undefined
  return typeof why !== 'string' || signal.aborted ? undefined : `the target is gone: ${why}`
}

const about: Readonly<Record<Theme, string>> = {
  people: 'key packages and consent',
  audience: 'events of a hub',
  hosted: 'rooms of the target',
}

/** What the driver would have to have for stories of a theme to be played. */
function lacking(theme: Theme, { environment }: ModelTarget): Operation[] {
  return needs[theme].filter((operation) => !environment.operations.has(operation))
}

/** Operations without which some of what happens in stories is left out. */
const wanted: readonly (readonly [Operation, string])[] = [
  ['submit', "what the target's own users send"],
  ['inbox', "what is delivered to the target's own users"],
  ['hubAct', 'what a hub does unasked'],
  ['deleteUser', 'what becomes of deleted users'],
  ['restart', 'what survives a restart'],
]

function notPlayed(targets: readonly ModelTarget[]): string[] {
  return targets.flatMap((target) => {
    const { draft, environment } = target
    return [
      ...themes
        .map((theme) => ({ theme, missing: lacking(theme, target) }))
        .filter(({ missing }) => missing.length > 0)
        .map(({ theme, missing }) => `draft ${draft}: ${about[theme]}: the driver has no ${missing.join(', ')}`),
      ...wanted
        .filter(([operation]) => !environment.operations.has(operation))
        .map(([operation, what]) => `draft ${draft}: ${what}: the driver has no ${operation}`),
    ]
  })
}

function discoveryOf(draft: Draft, found: BrokenStory): Discovery {
  const { items, lines, broken } = found
  const { breach, actual, at } = broken
  return {
    cause: [breach.rule, at],
    draft,
    title: `${breach.rule} (${at}): expected ${breach.expected}`,
    expected: breach.expected,
    actual,
    ...(breach.requirement !== undefined && { requirement: breach.requirement }),
    recipe: { items: items.map(recorded) },
    steps: lines,
    notes: [...promiseOf(breach, draft), ...castOf(lines)],
  }
}

/** The promise that was broken, as the catalogue has it. */
function promiseOf({ requirement: id }: Breach, draft: Draft): string[] {
  if (id === undefined) return []
  const { level, summary } = requirement(id)
  return [`${id} (${level}, ${sectionsOf(id, draft)}): ${summary}`]
}

/** Who is who in a story. */
function castOf(lines: readonly string[]): string[] {
  const told = lines.join(' ')
  const named = Object.entries(cast).filter(([name]) => new RegExp(`\\b${name}\\b`).test(told))
  return named.length === 0 ? [] : [named.map(([name, who]) => `${name}: ${who}`).join('; ')]
}

const cast: Readonly<Record<string, string>> = {
  ada: 'a user of the target, with two devices',
  ben: 'a user of the target',
  bob: 'a user of the peer b',
  bea: 'a user of the peer b',
  cal: 'a user of the peer c',
  b1: 'a room of b',
  b2: 'a room of b',
  c1: 'a room of c',
  dot: "a user of the target in the hub b's room, with two devices",
  fay: "a user of the target in the hub b's room",
  eva: "a user of the target and admin of the target's room",
  amy: "a user of the peer b and admin of the target's room",
  mia: "a user of the peer c and member of the target's room",
  gus: "a user of the peer d who may come into the target's room",
}

function recorded(item: Item): Json {
  if (item.do === 'together') return { do: item.do, branches: item.branches.map((branch) => branch.map(recorded)) }
  return { ...item }
}

/** Nothing can be said about a recorded story. */
export class Unplayable extends Error {
  override readonly name = 'Unplayable'
  readonly exitStatus = 3
}

/**
 * Plays a recorded story again.
 * @returns how it broke this time; null when it did not
 * @throws RangeError for a recipe that is no story, Unplayable where the target or its driver does not play along
 */
export async function replayStory(
  recipe: Json,
  { draft, environment }: ModelTarget,
  signal: AbortSignal,
): Promise<Discovery | null> {
  const items = itemsIn(recipe)
  const played = await playAgain(items, { environment, signal }, replayTries)
  if ('abandoned' in played) throw new Unplayable(`the story cannot be played to its end: ${played.abandoned}`)
  return played.found && discoveryOf(draft, played.found)
}

function itemsIn(recipe: Json): Item[] {
  const items = typeof recipe === 'object' && recipe !== null && 'items' in recipe ? recipe.items : null
  if (!Array.isArray(items)) throw new RangeError('the recipe has no list of items')
  return items.map((item: unknown, index) => {
    if (isItem(item)) return item
    throw new RangeError(`item ${index + 1} of the recipe is no step of a story: ${JSON.stringify(item)}`)
  })
}
