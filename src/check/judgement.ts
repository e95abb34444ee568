import type { Malformed } from '../peers/session.js'
import type { Exchange } from '../transport/exchange.js'
import { codecRequirement, weakened } from './malformed-answer.js'
import { type Expected, type Finding, severityOf, type Shown } from './finding.js'
import type { Draft } from '../drafts/ids.js'

/** Ends a check whose finding is already recorded: what comes after it would make no sense. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** Collects what one run of one check found. */
export class Judgement {
  readonly findings: Finding[] = []
  readonly exchanges: Exchange[] = []
  /** Expectations evaluated, met or not. A check without any has judged nothing. */
  evaluated = 0
  private readonly pending = new Set<Promise<unknown>>()
  private readonly failures: unknown[] = []

  constructor(
    private readonly check: { readonly id: string; readonly requirements: readonly string[] },
    private readonly draft: Draft,
  ) {}

  /** Evaluates one expectation. @returns whether it was met */
  that(condition: boolean, otherwise: Expected): boolean {
    this.evaluated++
    if (!condition) this.record(otherwise)
    return condition
  }

  record(otherwise: Expected): void {
    this.findings.push(this.finding(otherwise))
  }

  /** What an expectation that is not met comes to. @throws Error for a requirement that is not the check's */
  finding({ requirement, as, exchange, ...said }: Expected): Finding {
    const id = this.requirement(requirement)
    return compact({ requirement: id, severity: severityOf(id, this.draft, as), ...said, exchange: idOf(exchange) })
  }

  /** A message that the strict reader refused is a finding of its own, wherever it turns up. */
  malformed({ error, struct, exchange }: Malformed): void {
    const { code, path, offset, message } = error
    const id = codecRequirement(error)
    this.findings.push({
      requirement: id,
      severity: severityOf(id, this.draft, weakened(error)),
      expected: `a ${struct} as the draft defines it`,
      actual: `${code}: ${message}`,
      path,
      offset,
      exchange,
    })
  }

  /** One of the check's requirements. @throws Error for another one: the check itself is wrong then */
  requirement(id: string | undefined): string {
    const [main = ''] = this.check.requirements
    if (id !== undefined && !this.check.requirements.includes(id))
      throw new Error(`${this.check.id} judges ${id}, which is not among its requirements`)
    return id ?? main
  }

  /** Keeps an eye on work under way, so that an expectation that nobody awaited is judged all the same. */
  track<P extends Promise<unknown>>(work: P): P {
    const settled: Promise<unknown> = work.then(
      () => this.pending.delete(settled),
      (reason: unknown) => {
        this.pending.delete(settled)
        this.failures.push(reason)
      },
    )
    this.pending.add(settled)
    return work
  }

  /** Waits until no expectation is under way. @throws what the first failed one threw */
  async settle(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending)
    if (this.failures.length > 0) throw this.failures[0]
  }
}

function idOf(shown: Shown | undefined): number | undefined {
  if (!shown) return undefined
  return 'exchange' in shown ? shown.exchange.id : shown.id
}

/** Without the members that say nothing. */
function compact({ path, offset, exchange, note, ...rest }: Finding): Finding {
  return {
    ...rest,
    ...(path !== undefined && { path }),
    ...(offset !== undefined && { offset }),
    ...(exchange !== undefined && { exchange }),
    ...(note !== undefined && { note }),
  }
}
