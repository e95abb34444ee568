import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CampaignOptions } from './engine.js'
import { runCampaign } from './engine.js'
import type { CampaignEvent } from './events.js'
import { readFinding } from './finding-file.js'
import { summaryText } from './summary.js'
import { sevens } from './test-campaign.js'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mimicry-engine-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

function options(more: Partial<CampaignOptions> = {}): CampaignOptions {
  return {
    version: '1',
    seed: 1,
    runs: 40,
    out: join(directory, 'out'),
    cwd: directory,
    signal: new AbortController().signal,
    replay: (file) => `mimicry replay ${file}`,
    ...more,
  }
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'))

it('runs every case once and says what it found', async () => {
  const seen: number[] = []
  const events: CampaignEvent[] = []
  const campaign = sevens((number) => void seen.push(number))
  const summary = await runCampaign(campaign, options({ hears: (event) => events.push(event) }))
  expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => i))
  expect(summary).toMatchObject({
    complete: true,
    cases: 40,
    classes: 10,
    newClasses: 10,
    counted: { even: 20 },
    more: { drift: 'none' },
    exitStatus: 1,
  })
  expect(summary.findings.map(({ firstCase, count }) => ({ firstCase, count }))).toEqual([
    { firstCase: 6, count: 2 },
    { firstCase: 13, count: 2 },
    { firstCase: 20, count: 1 },
  ])
  expect(read('out/summary.json')).toEqual(summary)
  expect(events.map(({ event }) => event)).toEqual(expect.arrayContaining(['start', 'class', 'finding', 'end']))
  const [first] = summary.findings
  const file = first?.file ?? ''
  const finding = readFinding(join(directory, file))
  expect(finding).toMatchObject({ title: 'case 6 is one of seven', count: 2, recipe: { number: 6 } })
  expect(finding.replay).toBe(`mimicry replay ${file}`)
  expect(finding.curl).toBe(`curl --data-binary @${finding.bodyFile}`)
  expect([...readFileSync(join(directory, 'out/findings', finding.bodyFile ?? ''))]).toEqual([6])
})

it('ends with 0 where nothing was found', async () => {
  expect(await runCampaign(sevens(), options({ runs: 6 }))).toMatchObject({ findings: [], exitStatus: 0 })
})

it('shares the cases among shards', async () => {
  const seen: number[][] = []
  for (const index of [0, 1, 2]) {
    const mine: number[] = []
    seen.push(mine)
    const out = join(directory, `out-${index}`)
    await runCampaign(
      sevens((number) => void mine.push(number)),
      options({ runs: 10, shard: { index, count: 3 }, out }),
    )
  }
  expect(seen).toEqual([
    [0, 3, 6, 9],
    [1, 4, 7],
    [2, 5, 8],
  ])
})

it('goes on where it was interrupted, and counts nothing twice', async () => {
  const interrupt = new AbortController()
  const seen: number[] = []
  const first = sevens((number) => {
    seen.push(number)
    if (number === 12) interrupt.abort()
  })
  const interrupted = await runCampaign(first, options({ signal: interrupt.signal }))
  expect(interrupted).toMatchObject({ complete: false, cases: 10, exitStatus: 130 })
  expect(seen.at(-1)).toBe(14)
  const again: number[] = []
  const events: CampaignEvent[] = []
  const summary = await runCampaign(
    sevens((number) => void again.push(number)),
    options({ hears: (e) => events.push(e) }),
  )
  expect(again).toEqual(Array.from({ length: 30 }, (_, i) => i + 10))
  expect(events).toContainEqual({ event: 'remark', text: expect.stringContaining('goes on after 10 cases') })
  expect(summary).toMatchObject({ complete: true, cases: 40, newClasses: 10, counted: { even: 20 } })
  expect(summary.findings.map(({ count }) => count)).toEqual([2, 2, 1])
})

it('says what an earlier start found, even where nothing more comes', async () => {
  const interrupt = new AbortController()
  const first = sevens((number) => {
    if (number === 7) interrupt.abort()
  })
  await runCampaign(first, options({ runs: 10, signal: interrupt.signal }))
  const summary = await runCampaign({ ...sevens(), run: () => {} }, options({ runs: 10 }))
  expect(summary).toMatchObject({ exitStatus: 1, findings: [{ firstCase: 6, count: 1 }] })
})

it.each([
  ['a finished one', options],
  ['one with another seed', () => options({ seed: 2 })],
])('keeps what an earlier campaign left, %s', async (_, next) => {
  const first = await runCampaign(sevens(), options())
  const summary = await runCampaign(sevens(), { ...next(), runs: 6 })
  expect(summary).toMatchObject({ cases: 6, findings: [], exitStatus: 0 })
  const [kept] = readdirSync(join(directory, 'out/previous'))
  expect(kept).toBe(first.started.replaceAll(':', '-'))
  expect(read(`out/previous/${kept}/summary.json`)).toEqual(first)
  expect(readdirSync(join(directory, 'out/previous', kept ?? '', 'findings'))).toHaveLength(6)
})

it('begins anew beside a damaged state, which it keeps', async () => {
  await runCampaign(sevens(), options())
  writeFileSync(join(directory, 'out/state.json'), '{"format":"mimicry-ca')
  const events: CampaignEvent[] = []
  const summary = await runCampaign(sevens(), options({ hears: (event) => events.push(event) }))
  expect(summary.cases).toBe(40)
  expect(events).toContainEqual({ event: 'remark', text: expect.stringContaining('its state cannot be read') })
  const [kept] = readdirSync(join(directory, 'out/previous'))
  expect(existsSync(join(directory, 'out/previous', kept ?? '', 'findings'))).toBe(true)
})

it('begins from a corpus and passes over what it cannot read there', async () => {
  const corpus = join(directory, 'corpus')
  await runCampaign(sevens(), options({ runs: 5, corpus }))
  expect(readdirSync(corpus)).toHaveLength(5)
  writeFileSync(join(corpus, 'broken.json'), '{"format":')
  writeFileSync(join(corpus, 'other.json'), '{"format":"something/1"}')
  writeFileSync(join(corpus, 'README'), 'no entry, and no name of one')
  const events: CampaignEvent[] = []
  const out = join(directory, 'other')
  const summary = await runCampaign(sevens(), options({ corpus, out, hears: (event) => events.push(event) }))
  expect(summary).toMatchObject({ classes: 10, newClasses: 5, corpus: { size: 10, added: 5, unreadable: 2 } })
  const remarks = events.flatMap((event) => (event.event === 'remark' ? [event.text] : []))
  expect(remarks).toEqual([
    expect.stringContaining('passed over corpus/broken.json'),
    expect.stringContaining('passed over corpus/other.json: not an entry of a corpus: its format is something/1'),
  ])
})

it('refuses a directory that it cannot write to', async () => {
  writeFileSync(join(directory, 'file'), '')
  const out = join(directory, 'file/out')
  await expect(runCampaign(sevens(), options({ out }))).rejects.toMatchObject({
    exitStatus: 2,
    message: expect.stringContaining('--out names another folder'),
  })
})

it('leaves alone a directory in which another process is at work', async () => {
  await runCampaign(sevens(), options())
  const file = join(directory, 'out/state.json')
  const state = readFileSync(file, 'utf8')
  const alive = state.replace(`"pid":${process.pid}`, `"pid":${process.ppid}`)
  writeFileSync(file, alive.replace('"finished":true', '"finished":false'))
  await expect(runCampaign(sevens(), options())).rejects.toThrow(`process ${process.ppid}`)
})

it('writes what it has when the campaign falls over, and says what it found rather than why', async () => {
  const falling = (at: number) =>
    sevens((number) => {
      if (number === at) throw new Error('the machine went away')
    })
  await expect(runCampaign(falling(5), options())).rejects.toThrow('the machine went away')
  expect(read('out/summary.json')).toMatchObject({ complete: false, cases: 5, exitStatus: 3 })
  const events: CampaignEvent[] = []
  const summary = await runCampaign(falling(20), options({ hears: (event) => events.push(event) }))
  expect(summary).toMatchObject({ complete: false, cases: 20, exitStatus: 1 })
  expect(events).toContainEqual({ event: 'remark', text: 'ended early: it fell over: the machine went away' })
  expect(readdirSync(join(directory, 'out/findings'))).toHaveLength(4)
})

it('ends early when nothing more can come, says why, and goes on when it is started again', async () => {
  let last = -1
  const campaign = sevens((number) => {
    last = number
  })
  const until = (most: number) => ({ ...campaign, over: () => (last >= most ? 'the target is gone' : undefined) })
  const early = { complete: false, endedEarly: 'the target is gone' }
  expect(await runCampaign(until(4), options())).toMatchObject({ ...early, cases: 5, findings: [], exitStatus: 3 })
  expect(await runCampaign(until(12), options())).toMatchObject({ ...early, cases: 15, exitStatus: 1 })
  expect(read('out/summary.json')).toMatchObject(early)
})

it('runs lanes side by side, and resumes after those that overtook', async () => {
  const interrupt = new AbortController()
  const seen: number[] = []
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const campaign = sevens(async (number) => {
    seen.push(number)
    if (number === 0) await held
    if (number === 24) {
      interrupt.abort()
      release()
    }
  })
  const summary = await runCampaign({ ...campaign, lanes: 2 }, options({ signal: interrupt.signal }))
  expect(summary.cases).toBe(15)
  const again: number[] = []
  await runCampaign({ ...sevens((number) => void again.push(number)), lanes: 2 }, options())
  expect(again.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, ...Array.from({ length: 20 }, (_, i) => i + 20)])
})

it('waits for its turn where the rate is limited', async () => {
  const started = performance.now()
  await runCampaign(sevens(), options({ runs: 11, rate: 200 }))
  expect(performance.now() - started).toBeGreaterThan(45)
})

it('ends when its time is over', async () => {
  const summary = await runCampaign(sevens(), options({ runs: undefined, timeMs: 30 }))
  expect(summary).toMatchObject({ complete: true, exitStatus: 1 })
  expect(summary.durationMs).toBeGreaterThanOrEqual(30)
})

it('tells people what the campaign says besides, a line for each fact', async () => {
  const more = { skipped: {}, played: ['a', 'b'], drift: { '06': { notify: { first: 1.5, last: 2 } } }, note: 'all' }
  const summary = await runCampaign({ ...sevens(), close: () => Promise.resolve(more) }, options({ runs: 5 }))
  expect(summaryText(summary)).toContain(
    'skipped: none\nplayed: a, b\ndrift:\n  06:\n    notify: first 1.5, last 2\nnote: all\n',
  )
})
