import type { RunEvent } from './events.js'
import { type CheckResult, countVerdicts, type Summary } from './result.js'
import { exitStatusOf } from './status.js'

/** Folds the events of a run into its summary. Events that end early give an incomplete one. */
export function summarise(events: Iterable<RunEvent>): Summary {
  const fold = new SummaryFold()
  for (const event of events) fold.record(event)
  return fold.summary()
}

/** The same fold, fed as the run goes on: `summary()` may be asked at any time. */
export class SummaryFold {
  private start: Extract<RunEvent, { event: 'start' }> | undefined
  private end: Extract<RunEvent, { event: 'end' }> | undefined
  private readonly targets: Summary['targets'] = []
  private readonly remarks: string[] = []
  private readonly results = new Map<string, CheckResult>()
  private problems: NonNullable<Summary['baseline']>['problems'] = []
  private lastMs = 0

  record(event: RunEvent): void {
    if ('atMs' in event) this.lastMs = Math.max(this.lastMs, event.atMs)
    switch (event.event) {
      case 'start':
        this.start = event
        break
      case 'target': {
        const { event: _, ...target } = event
        this.targets.push(target)
        break
      }
      case 'check':
        this.results.set(keyOf(event.result.draft, event.result.id), event.result)
        break
      case 'remark':
        this.remarks.push(event.text)
        break
      case 'baseline':
        this.problems = event.problems
        break
      case 'end':
        this.end = event
        break
      case 'begin':
        break
    }
  }

  /** @throws RangeError when not even the start of the run is known. */
  summary(): Summary {
    const { start, end } = this
    if (!start) throw new RangeError('these events do not begin with a start: they are no run of Mimicry')
    const order = start.plan.map(({ draft }) => draft)
    const checks = start.plan.flatMap(({ draft, checks: ids }) =>
      ids.flatMap((id) => this.results.get(keyOf(draft, id)) ?? []),
    )
    const run = {
      format: 'mimicry-result/1' as const,
      version: start.version,
      seed: start.seed,
      started: start.started,
      durationMs: end?.durationMs ?? this.lastMs,
      targets: [...this.targets].sort((a, b) => order.indexOf(a.draft) - order.indexOf(b.draft)),
      drafts: order,
      complete: end?.complete ?? false,
      interrupted: end?.interrupted ?? false,
      strict: start.strict,
      planned: start.plan.reduce((sum, { checks: ids }) => sum + ids.length, 0),
    }
    const baseline = start.baseline === undefined ? undefined : { file: start.baseline, problems: this.problems }
    return {
      ...run,
      exitStatus: exitStatusOf({ ...run, checks, baseline }),
      summary: countVerdicts(checks),
      checks,
      remarks: this.remarks,
      ...(baseline && { baseline }),
    }
  }
}

function keyOf(draft: string, id: string): string {
  return `${draft} ${id}`
}
