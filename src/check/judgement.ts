import type { CodecError } from '../codec/index.js'
import type { Malformed } from '../peers/session.js'
import type { Exchange } from '../transport/exchange.js'
import type { Expected, Shown } from './context.js'
import type { Check } from './define.js'
import { type Finding, severityOf } from './finding.js'
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
    private readonly check: Pick<Check, 'id' | 'requirements'>,
    private readonly draft: Draft,
  ) {}

  /** Evaluates one expectation. @returns whether it was met */
  that(condition: boolean, otherwise: Expected): boolean {
    this.evaluated++
    if (!condition) this.record(otherwise)
    return condition
  }

  record({ requirement, as, exchange, expected, actual, path, offset, note }: Expected): void {
    const id = this.requirement(requirement)
    this.add(
      { requirement: id, severity: severityOf(id, this.draft, as), expected, actual, path, offset, note },
      exchange,
    )
  }

  /** A message that the strict reader refused is a finding of its own, wherever it turns up. */
  malformed({ error, struct, exchange }: Malformed): void {
    const id = codecRequirement(error)
    this.add(
      {
        requirement: id,
        severity: severityOf(id, this.draft, weakenedCodes[error.code]),
        expected: `a ${struct} as the draft defines it`,
        actual: `${error.code}: ${error.message}`,
        path: error.path,
        offset: error.offset,
      },
      { id: exchange },
    )
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

  private add(finding: Finding, shown?: Shown): void {
    const exchange = shown && ('exchange' in shown ? shown.exchange : shown).id
    const known = Object.entries({ ...finding, exchange }).filter(([, value]) => value !== undefined)
    this.findings.push(Object.assign({}, finding, Object.fromEntries(known)))
  }
}

/** What the target sends that is not well-formed breaks the codec requirement on what it broke. */
function codecRequirement({ code, message }: CodecError): string {
  switch (code) {
    case 'length-not-minimal':
      return 'MIMI-COD-004'
    case 'utf8-invalid':
      return 'MIMI-COD-014'
    case 'value-invalid':
      return /component/.test(message) ? 'MIMI-COD-023' : 'MIMI-COD-001'
    default:
      return 'MIMI-COD-001'
  }
}

/** Forward-compatibility rules are absent: unknown enum values are reported, not failed (decision W41). */
const weakenedCodes: Partial<Record<CodecError['code'], 'observe'>> = { 'enum-unknown': 'observe' }
