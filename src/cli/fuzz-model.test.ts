/** Stories against the reference provider, right and wrong. */
import { describe, expect, it } from 'vitest'
import type { Batch, Discovery } from '../../fuzz/campaigns/campaign.js'
import { modelCampaign, replayStory } from '../../fuzz/campaigns/model/campaign.js'
import type { Item } from '../../fuzz/campaigns/model/step.js'
import { Random } from '../../fuzz/random.js'
import type { Json } from '../codec/json.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { findFault } from '../provider/faults/index.js'
import { families, together } from '../provider/variants/index.js'
import { openDeviating } from './model-rig.js'

const signal = new AbortController().signal

/** What a campaign finds in so many cases, stopping at the first finding. */
async function campaign(draft: Draft, deviation: Parameters<typeof openDeviating>[1], cases: number, seed = 1) {
  const { environment, close } = await openDeviating(draft, deviation)
  try {
    const found: Discovery[] = []
    const counted: string[] = []
    const classes = new Set<string>()
    const { run } = modelCampaign([{ draft, environment }])
    const batch = (number: number): Batch => ({
      cases: [number],
      signal,
      corpus: { size: 0, pick: () => undefined },
      random: (each) => new Random(seed, each),
      turn: () => Promise.resolve(),
      reached: (what) => classes.size < classes.add(what).size,
      found: (_, discovery) => void found.push(discovery),
      counted: (what) => void counted.push(what),
    })
    for (let number = 0; number < cases && found.length === 0; number++) await run(batch(number))
    return { found, counted, classes }
  } finally {
    await close()
  }
}

async function story(draft: Draft, fault: string, items: readonly Item[]): Promise<Discovery | null> {
  const { environment, close } = await openDeviating(draft, faultOf(fault))
  // What is missing is not long in coming here.
  const impatient = { ...environment, timing: { ...environment.timing, fanoutMs: 150 } }
  try {
    return await replayStory(recipe(items), { draft, environment: impatient }, signal)
  } finally {
    await close()
  }
}

function faultOf(id: string) {
  const fault = findFault(id)
  if (!fault) throw new Error(`there is no fault ${id}`)
  return fault
}

function recipe(items: readonly Item[]): Json {
  const plain: Json = JSON.parse(JSON.stringify({ items }))
  return plain
}

describe('the right provider is never found wrong', () => {
  it.each(drafts)('in draft %s', async (draft) => {
    const { found, counted, classes } = await campaign(draft, undefined, 6)
    expect(found).toEqual([])
    expect(counted.filter((what) => what.startsWith('stories given up'))).toEqual([])
    expect(classes.size).toBeGreaterThan(15)
  })

  it('nor one that is right in other ways', async () => {
    const others = families.flatMap((family) => family.filter((each) => each.drafts.includes('06')).slice(0, 1))
    const { found, classes } = await campaign('06', together(others), 6)
    expect(found).toEqual([])
    expect(classes.size).toBeGreaterThan(15)
  })
})

const grant: Item = { do: 'decide', owner: 'ben', requester: 'everyone', room: null, decision: 'grant' }
const deny: Item = { do: 'decide', owner: 'ben', requester: 'everyone', room: null, decision: 'deny' }
const ask = { do: 'ask', owner: 'ben', by: 'bob', room: 'b1' } as const
const deletion: Item = { do: 'delete', owner: 'ben' }
const restart: Item = { do: 'restart' }
const notify = { do: 'notify', body: 0, fresh: false } as const
const renew = (by: 'amy' | 'mia') => ({ do: 'commit', by, change: 'renew' }) as const
const say = (by: 'amy' | 'mia') => ({ do: 'say', by }) as const
const leave: Item = { do: 'propose', by: 'mia', what: 'leave' }
const banMia: Item = { do: 'ban', whom: 'mia' }
const admitMia: Item = { do: 'commit', by: 'amy', change: 'admit mia' }

describe('a provider that forgets is found by a story', () => {
  it.each<[fault: string, items: Item[], rule: string, requirement: string]>([
    ['key-material.reused', [grant, ask, ask], 'key-package.handed-out-again', 'MIMI-KEY-018'],
    ['key-material.consent-ignored', [deny, ask], 'consent.denied-all-the-same', 'MIMI-KEY-025'],
    ['key-material.deleted-as-incompatible', [grant, deletion, ask], 'key-material.deletion-untold', 'MIMI-KEY-028'],
    ['key-material.back-at-restart', [grant, ask, restart, ask], 'key-package.handed-out-again', 'MIMI-KEY-018'],
    ['notify.forgotten-at-restart', [notify, restart, notify], 'notify.delivered-again', 'MIMI-NTF-021'],
    ['notify.duplicate-processed', [notify, notify], 'notify.delivered-again', 'MIMI-NTF-021'],
    ['notify.duplicate-refused', [notify, notify], 'notify.repetition-refused', 'MIMI-NTF-020'],
    ['submit.banned-speak', [banMia, say('mia')], 'message.of-the-banned-taken', 'MIMI-UPD-011'],
    ['pseudonym.ban-forgotten', [banMia, renew('amy'), admitMia], 'commit.lets-the-banned-in', 'MIMI-PSD-013'],
    ['group-info.bans-ignored', [banMia, { do: 'look', by: 'mia' }], 'group-info.for-the-banned', 'MIMI-GRP-007'],
    [
      'update.omissions-taken',
      [{ do: 'keep', by: 'amy', what: 'commit' }, leave, { do: 'send' }],
      'commit.omits-proposals',
      'MIMI-UPD-024',
    ],
    ['update.removal-deferred', [leave, say('mia')], 'message.of-the-leaving-taken', 'MIMI-UPD-011'],
    ['update.proposals-lost-at-restart', [leave, restart, renew('amy')], 'commit.refused', 'MIMI-UPD-003'],
    ['fanout.messages-unsent', [say('amy')], 'inbox.event-lost', 'MIMI-NTF-028'],
    [
      'update.late-taken',
      [{ do: 'keep', by: 'mia', what: 'commit' }, renew('amy'), { do: 'send' }],
      'commit.of-another-epoch-taken',
      'MIMI-UPD-027',
    ],
    [
      'key-material.overlap-shared',
      [grant, { do: 'together', branches: [[ask], [ask]] }],
      'key-package.handed-out-again',
      'MIMI-KEY-018',
    ],
    [
      'notify.overlap-twice',
      [{ do: 'together', branches: [[notify], [notify]] }],
      'notify.delivered-again',
      'MIMI-NTF-021',
    ],
    [
      'update.overlap-answered-alike',
      [{ do: 'together', branches: [[renew('amy')], [renew('mia')]] }],
      'commit.of-another-epoch-taken',
      'MIMI-UPD-027',
    ],
  ])('%s', async (fault, items, rule, requirement) => {
    const found = await story('06', fault, items)
    expect(found?.cause[0]).toBe(rule)
    expect(found?.requirement).toBe(requirement)
  })

  it('which a campaign makes by itself, shortens, and which is told and repeated', async () => {
    const { found } = await campaign('02ed', faultOf('key-material.reused'), 40, 8)
    expect(found).toHaveLength(1)
    const [{ steps = [], recipe: recorded } = { recipe: null }] = found
    expect(steps.length).toBeLessThanOrEqual(4)
    expect(steps.at(-1)).toMatch(/ \w+ asks for \w+'s key packages .*: status 200, code success: \w+\/1#1/)
    for (const fault of ['key-material.reused', null]) {
      const { environment, close } = await openDeviating('02ed', fault === null ? undefined : faultOf(fault))
      const again = await replayStory(recorded, { draft: '02ed', environment }, signal)
      await close()
      expect(again?.cause).toEqual(fault === null ? undefined : found[0]?.cause)
    }
  })

  it('but not by what is no story', async () => {
    const { environment, close } = await openDeviating('06')
    try {
      const target = { draft: '06', environment } as const
      await expect(replayStory({ items: [{ do: 'dance' }] }, target, signal)).rejects.toThrow('item 1 of the recipe')
      await expect(replayStory(null, target, signal)).rejects.toThrow('no list of items')
    } finally {
      await close()
    }
  })
})
