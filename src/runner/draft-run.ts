import type { Check } from '../check/define.js'
import { type Finding, worst } from '../check/finding.js'
import type { Evaluation } from '../check/verdict.js'
import type { Draft } from '../drafts/ids.js'
import { type Baseline, markOf } from './baseline.js'
import { Deadlines } from './deadline.js'
import { type Casualty, culprit, inTrouble, withDeath } from './death.js'
import { orLeftBehind } from './left-behind.js'
import { pool } from './pool.js'
import { described, reportedFinding, resultOf } from './reported.js'
import type { CheckResult, TargetResult } from './result.js'
import type { Opening, Session } from './session.js'

/** What the drafts of a run share. */
export interface Shared {
  concurrency: number
  /** Upper bound of a check's deadline, ms. */
  timeoutMs: number
  baseline?: Baseline
  /** Aborted on Ctrl-C: what is under way is given up and not reported. */
  signal: AbortSignal
  /** Why no further check is to be begun in any draft; undefined while the run goes on. */
  stopped(): string | undefined
  /** The command that runs a check again. */
  repeat(check: string, draft: Draft): string
  onTarget(target: TargetResult): void
  onBegin(check: string, draft: Draft): void
  onResult(result: CheckResult): void
  onRemark(text: string): void
}

/** Pauses before a target that does not answer is taken for dead, ms. */
const probePauses = [0, 200, 800]

/** The checks of one draft against its target. */
export class DraftRun {
  private readonly casualties: Casualty[] = []
  private last: Casualty | undefined
  private death: string | undefined
  private readonly results = new Map<string, CheckResult>()

  constructor(
    private readonly draft: Draft,
    private readonly checks: readonly Check[],
    private readonly shared: Shared,
  ) {}

  async run(open: Opening): Promise<void> {
    const { shared } = this
    const opened = await open(shared.signal)
    const { domain, directory } = opened
    if ('unreachable' in opened) {
      shared.onTarget({ draft: this.draft, domain, directory, unreachable: opened.unreachable })
      if (!shared.signal.aborted) this.skipRest(`the target is unreachable: ${opened.unreachable}`)
      return
    }
    shared.onTarget({ draft: this.draft, domain, directory })
    try {
      await this.work(opened)
    } finally {
      await opened.close()
    }
  }

  private async work(session: Session): Promise<void> {
    const { shared } = this
    const deadlines = new Deadlines(session.timing, shared.timeoutMs)
    const goOn = () => !shared.signal.aborted && this.death === undefined && shared.stopped() === undefined
    const evaluate = (check: Check) => this.evaluate(check, session, deadlines)
    const together = this.checks.filter(({ alone }) => !alone)
    const alone = this.checks.filter((check) => check.alone)
    await pool(together, shared.concurrency, evaluate, goOn)
    await pool(alone, 1, evaluate, goOn)
    if (goOn()) this.death = await this.whyDead(session)
    if (shared.signal.aborted) return
    if (this.death !== undefined) this.reportDeath(this.death)
    for (const { check, finding } of session.late()) this.amend(check, finding)
    const why = shared.stopped()
    if (why !== undefined) this.skipRest(why)
  }

  private async evaluate(check: Check, session: Session, deadlines: Deadlines): Promise<void> {
    const { signal } = this.shared
    this.shared.onBegin(check.id, this.draft)
    const evaluation = await evaluated(session, check, deadlines.next(check.retries), signal)
    if (signal.aborted) return
    deadlines.learn(evaluation.exchanges)
    this.last = { check, evaluation }
    if (inTrouble(evaluation)) {
      const dead = this.death ?? (await this.whyDead(session))
      if (signal.aborted) return
      if (dead !== undefined) {
        this.death = dead
        this.casualties.push({ check, evaluation })
        return
      }
    }
    this.report(check, evaluation)
  }

  private async whyDead(session: Session): Promise<string | undefined> {
    let why: string | null = null
    for (const pause of probePauses) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (this.shared.signal.aborted) return undefined
      why = await session.probe(this.shared.signal)
      if (why === null) return undefined
    }
    return why ?? undefined
  }

  /** A target that died unnoticed, after its last check had been reported, is reported at that check anew. */
  private reportDeath(why: string): void {
    const met = this.casualties.length > 0 ? this.casualties : this.last ? [this.last] : []
    const guilty = culprit(met)
    if (!guilty) return
    const others = met.filter((casualty) => casualty !== guilty)
    this.report(
      guilty.check,
      withDeath(
        guilty,
        why,
        others.map(({ check }) => check.id),
      ),
    )
    this.shared.onRemark(`draft ${this.draft}: the target stopped answering during ${guilty.check.id}: ${why}`)
    this.skipRest(`not run: the target stopped answering during ${guilty.check.id}`)
  }

  private report(check: Check, evaluation: Evaluation): void {
    this.deliver(resultOf(check, this.draft, evaluation, this.shared.repeat(check.id, this.draft)))
  }

  /** What a check was told to stay away has come after all. */
  private amend(id: string, finding: Finding): void {
    const result = this.results.get(id)
    if (!result) return
    const reported = reportedFinding(finding, this.draft, this.shared.repeat(id, this.draft))
    const findings = [...result.findings, reported]
    this.deliver({ ...result, verdict: worst(findings) ?? result.verdict, reason: null, findings })
  }

  private skipRest(reason: string): void {
    for (const check of this.checks.filter(({ id }) => !this.results.has(id))) {
      this.deliver({
        ...described(check, this.draft),
        verdict: 'skip',
        reason,
        durationMs: 0,
        findings: [],
        notRun: true,
      })
    }
  }

  private deliver(result: CheckResult): void {
    this.results.set(result.id, result)
    const baseline = this.shared.baseline && markOf(this.shared.baseline, result)
    this.shared.onResult(baseline ? { ...result, baseline } : result)
  }
}

/** A check that does not heed its deadline or Ctrl-C is left behind after this long, ms. */
const graceMs = 3_000

/** What a check throws past its evaluation is Mimicry's own fault, and so is what it does past its deadline. */
async function evaluated(session: Session, check: Check, deadlineMs: number, signal: AbortSignal): Promise<Evaluation> {
  const started = performance.now()
  try {
    const work = session.evaluate(check, { deadlineMs, signal })
    return await orLeftBehind(work, { deadlineMs, graceMs, signal })
  } catch (error) {
    const reason = `Mimicry's own fault: ${error instanceof Error ? error.message : String(error)}`
    return { verdict: 'error', reason, findings: [], exchanges: [], durationMs: performance.now() - started }
  }
}
