/** Runs a campaign: counts, limits, keeps, resumes and reports what the campaign makes and judges. */
import { relative } from 'node:path'
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { Random } from '../random.js'
import type { Batch, Campaign, Discovery } from './campaign.js'
import { Cases, type Shard } from './cases.js'
import { CorpusDirectory } from './corpus.js'
import type { CampaignEvent, Progress } from './events.js'
import { findingName } from './finding-file.js'
import { Findings } from './findings.js'
import { Output } from './output.js'
import { Rate } from './rate.js'
import type { Identity } from './state.js'
import type { CampaignSummary } from './summary.js'

export interface CampaignOptions {
  readonly version: string
  readonly seed: number
  /** Case numbers are below it, over all shards; undefined for no bound. */
  readonly runs?: number | undefined
  /** ms, over all starts of the same campaign; undefined for no bound. */
  readonly timeMs?: number | undefined
  readonly shard?: Shard
  /** `corpus` in the output directory unless given. */
  readonly corpus?: string | undefined
  readonly out: string
  /** Requests per second. */
  readonly rate?: number | undefined
  /** Interrupts it. */
  readonly signal: AbortSignal
  /** The command that repeats the finding in a file. */
  replay(file: string): string
  /** Hears what happens, when it happens. */
  hears?(event: CampaignEvent): void
  /** Paths in the summary are relative to it. */
  readonly cwd: string
}

/** The state is written so often, ms: what a kill undoes is done again. */
const SAVE_MS = 500
/** Progress is told so often, ms. */
const TELL_MS = 200
/** Progress goes into the file of events so often, ms. */
const LOG_MS = 5000

/**
 * Runs a campaign to its end, or until it is interrupted. State, findings and summary are written whichever way it ends.
 * @throws OutputError for a directory that cannot be used, and whatever the campaign throws
 */
export async function runCampaign(campaign: Campaign, options: CampaignOptions): Promise<CampaignSummary> {
  const { version, seed, shard = { index: 0, count: 1 } } = options
  const { kind, settings, batch } = campaign
  const identity = { kind, version, seed, shard, batch, settings }
  const running = new Running(campaign, identity, options)
  try {
    await running.run()
  } catch (error) {
    const summary = await running.end(3, `it fell over: ${error instanceof Error ? error.message : String(error)}`)
    // What was found is worth more than why nothing more was.
    if (summary.exitStatus === 1) return summary
    throw error
  }
  if (options.signal.aborted) return running.end(130)
  return running.gone === undefined ? running.end(0) : running.end(3, running.gone)
}

class Running {
  private readonly output: Output
  private readonly corpus: CorpusDirectory
  private readonly findings: Findings
  private readonly cases: Cases
  private readonly rate: Rate
  private readonly classes: Set<string>
  /** Classes that are not new: those of the corpus, and those reached since. */
  private readonly known: Set<string>
  private readonly counted: Map<string, number>
  private readonly started: string
  private readonly before: number
  private readonly begun = performance.now()
  private done: number
  private newClasses: number
  private exhausted = false
  private failed = false
  /** Why nothing more could be learnt before its end. */
  gone: string | undefined
  private readonly last = { saved: 0, told: 0, logged: 0 }
  private pace = { at: 0, cases: 0, perSecond: 0 }

  constructor(
    private readonly campaign: Campaign,
    private readonly identity: Identity,
    private readonly options: CampaignOptions,
  ) {
    const { out, corpus, runs = Infinity, rate, signal } = options
    this.output = Output.open(out, identity)
    const { resumed } = this.output
    this.corpus = new CorpusDirectory(corpus ?? this.output.corpus)
    this.findings = new Findings(
      this.output.findings,
      { ...identity, replay: (file) => options.replay(this.shown(file)) },
      resumed?.findings,
    )
    this.cases = new Cases(identity.shard, identity.batch, runs, resumed?.done)
    this.rate = new Rate(rate, signal)
    this.classes = new Set(resumed?.classes)
    this.known = new Set([...this.corpus.reached, ...this.classes])
    this.counted = new Map(Object.entries(resumed?.counted ?? {}))
    this.started = resumed?.started ?? new Date().toISOString()
    this.before = resumed?.elapsedMs ?? 0
    this.done = resumed?.cases ?? 0
    this.newClasses = resumed?.newClasses ?? 0
    this.pace.cases = this.done
  }

  async run(): Promise<void> {
    const { started, identity, done: resumedAfter } = this
    this.tell({ event: 'start', format: 'mimicry-fuzz-events/1', started, resumedAfter, ...identity })
    for (const text of this.output.remarks) this.tell({ event: 'remark', text })
    for (const { file, why } of this.corpus.unreadable)
      this.tell({ event: 'remark', text: `passed over ${this.shown(file)}: ${why}` })
    this.save(false)
    const lanes = Array.from({ length: this.campaign.lanes }, () => this.lane())
    const ended = await Promise.allSettled(lanes)
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }

  private async lane(): Promise<void> {
    try {
      while (!this.isOver()) {
        const claimed = this.cases.claim()
        if (!claimed) {
          this.exhausted = true
          return
        }
        const batch = new RunningBatch(this, claimed.cases)
        await this.campaign.run(batch)
        // What an interrupted batch did is not known: it is done again.
        if (this.options.signal.aborted) return
        this.cases.complete(claimed.number)
        this.done += claimed.cases.length
        this.findings.count(batch.shown)
        for (const [what, times] of batch.counts) this.counted.set(what, (this.counted.get(what) ?? 0) + times)
        this.keepUp()
        await turnOfOthers()
      }
    } catch (error) {
      this.failed = true
      throw error
    }
  }

  private isOver(): boolean {
    const { signal, timeMs = Infinity } = this.options
    if (this.elapsed >= timeMs) this.exhausted = true
    if (!signal.aborted) this.gone ??= this.campaign.over?.()
    return this.failed || signal.aborted || this.exhausted || this.gone !== undefined
  }

  private get elapsed(): number {
    return this.before + performance.now() - this.begun
  }

  /** What is due from time to time. */
  private keepUp(): void {
    const now = performance.now()
    if (now - this.last.told >= TELL_MS) {
      this.last.told = now
      const event = { event: 'progress', ...this.progress(now) } as const
      this.options.hears?.(event)
      if (now - this.last.logged >= LOG_MS) {
        this.last.logged = now
        this.output.log(JSON.stringify(event))
      }
    }
    if (now - this.last.saved >= SAVE_MS) this.save(false)
  }

  private progress(now: number): Progress {
    const since = now - this.pace.at
    if (since >= 1000) {
      const perSecond = this.pace.at === 0 ? 0 : (1000 * (this.done - this.pace.cases)) / since
      this.pace = { at: now, cases: this.done, perSecond }
    }
    const { runs } = this.options
    const { index, count } = this.identity.shard
    return {
      elapsedMs: Math.round(this.elapsed),
      cases: this.done,
      of: runs === undefined ? undefined : Math.max(0, Math.ceil((runs - index) / count)),
      perSecond: Math.round(this.pace.perSecond),
      classes: this.classes.size,
      findings: this.findings.size,
    }
  }

  private save(finished: boolean): void {
    const { identity, started, done: cases, classes } = this
    this.findings.flush()
    this.output.save({
      ...identity,
      started,
      elapsedMs: Math.round(this.elapsed),
      done: this.cases.done,
      cases,
      classes: [...classes],
      newClasses: this.newClasses,
      findings: this.findings.shown,
      counted: Object.fromEntries(this.counted),
      finished,
    })
    this.last.saved = performance.now()
  }

  private tell(event: CampaignEvent): void {
    this.output.log(JSON.stringify(event))
    this.options.hears?.(event)
  }

  private shown(file: string): string {
    return relative(this.options.cwd, file) || file
  }

  /**
   * Writes what there is.
   * @param status 0 at its end; 3 where it came to none, for the reason given; what was found goes before either
   */
  async end(status: 0 | 3 | 130, why?: string): Promise<CampaignSummary> {
    if (why !== undefined) this.tell({ event: 'remark', text: `ended early: ${why}` })
    let more = {}
    try {
      more = (await this.campaign.close?.()) ?? {}
    } finally {
      this.save(status === 0)
    }
    const { all, left } = this.findings
    const exitStatus = status !== 130 && all.length > 0 ? 1 : status
    const durationMs = Math.round(this.elapsed)
    const summary: CampaignSummary = {
      format: 'mimicry-fuzz/1',
      ...this.identity,
      started: this.started,
      durationMs,
      complete: status === 0,
      endedEarly: why ?? (status === 130 ? 'it was interrupted' : null),
      cases: this.done,
      casesPerSecond: durationMs === 0 ? 0 : Math.round((1000 * this.done) / durationMs),
      classes: this.classes.size,
      newClasses: this.newClasses,
      corpus: {
        directory: this.shown(this.corpus.directory),
        size: this.corpus.size,
        added: this.corpus.added,
        unreadable: this.corpus.unreadable.length,
      },
      findings: all.map(({ name, finding: { title, cause, draft, count, firstCase } }) => {
        return { title, cause, draft, count, firstCase, file: this.shown(this.findings.fileOf(name)) }
      }),
      furtherCauses: left.size,
      counted: Object.fromEntries(this.counted),
      more,
      exitStatus,
    }
    this.output.summary(`${JSON.stringify(summary, null, 2)}\n`)
    this.tell({ event: 'end', complete: summary.complete, exitStatus })
    return summary
  }

  // What a batch asks for.

  get signal(): AbortSignal {
    return this.options.signal
  }

  get inputs(): CorpusDirectory {
    return this.corpus
  }

  random(number: number): Random {
    return new Random(this.identity.seed, number)
  }

  turn(): Promise<void> {
    return this.rate.turn()
  }

  reached(number: number, reached: string, entry: Parameters<Batch['reached']>[1]): boolean {
    if (this.classes.has(reached)) return false
    this.classes.add(reached)
    const isNew = !this.known.has(reached)
    if (!isNew) return false
    this.known.add(reached)
    this.newClasses++
    if (entry) this.corpus.add(entry())
    this.tell({ event: 'class', batch: number, reached })
    return true
  }

  found(number: number, discovery: Discovery): string {
    const name = findingName(discovery.cause)
    if (this.findings.add(number, discovery)) {
      const { cause, title } = discovery
      this.tell({ event: 'finding', case: number, cause, title, file: this.shown(this.findings.fileOf(name)) })
    }
    return name
  }
}

/** What it counts is added to the campaign's when the whole batch is done: half of one is done again after a kill. */
class RunningBatch implements Batch {
  private readonly showing = new Map<string, Set<number>>()
  readonly counts = new Map<string, number>()

  constructor(
    private readonly running: Running,
    readonly cases: readonly number[],
  ) {}

  get signal(): AbortSignal {
    return this.running.signal
  }

  get corpus(): CorpusDirectory {
    return this.running.inputs
  }

  random(number: number): Random {
    return this.running.random(number)
  }

  turn(): Promise<void> {
    return this.running.turn()
  }

  reached(reached: string, entry?: Parameters<Batch['reached']>[1]): boolean {
    return this.running.reached(this.cases[0] ?? 0, reached, entry)
  }

  found(number: number, discovery: Discovery): void {
    const name = this.running.found(number, discovery)
    this.showing.set(name, (this.showing.get(name) ?? new Set()).add(number))
  }

  /** Cases by the finding that they showed, each once. */
  get shown(): Map<string, number> {
    return new Map([...this.showing].map(([name, cases]) => [name, cases.size]))
  }

  counted(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }
}
