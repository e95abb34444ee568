import type { Subject } from './cases.js'
import { groupOf, type Disagreement, type Judgement } from './judge.js'
import type { Case } from './case.js'
import type { Ambiguity, NoteRecord, StructureResult } from './result.js'

/** Deaths and hangs over one structure after which it is asked about it no more. */
const MAX_LOSSES = 3
/** Those over all structures after which one over each is enough. */
const MANY_LOSSES = 20
const MAX_IDS = 20

/** Cases that disagree in the same way. */
export interface Group {
  /** The shortest of them. */
  one: Case
  disagreement: Disagreement
  count: number
  readonly ids: string[]
}

/** What is known of one structure so far. */
export class Tally {
  readonly groups = new Map<string, Group>()
  readonly ambiguities: Ambiguity[] = []
  readonly notes = new Map<string, NoteRecord>()
  /** Cases by direction that were answered with `unsupported`, and otherwise. */
  readonly unsupported = { decode: 0, encode: 0 }
  readonly supported = { decode: 0, encode: 0 }
  private readonly counts = { agree: 0, disagree: 0, skip: 0, ambiguous: 0, unjudged: 0, notes: 0 }
  private losses = 0

  constructor(
    readonly subject: Subject,
    /** `hello` says that it knows this structure in this draft. */
    readonly claimed: boolean,
    /** Deaths and hangs over all structures. */
    private readonly all: { total: number },
  ) {}

  /** Whether it makes sense to ask, or what becomes of a case that is not asked. */
  foregone({ op }: Case): Judgement | undefined {
    const enough = this.all.total >= MANY_LOSSES ? 1 : MAX_LOSSES
    if (this.losses >= enough) return { kind: 'unjudged', why: `it died or hung on ${this.losses} requests` }
    const never = this.unsupported[op] > 0 && this.supported[op] === 0
    return never && !this.claimed ? { kind: 'unsupported' } : undefined
  }

  add(one: Case, judgement: Judgement): void {
    switch (judgement.kind) {
      case 'agree':
        this.counts.agree++
        if (judgement.note) this.addNote(one, judgement.note)
        break
      case 'ambiguous':
        this.counts.ambiguous++
        this.addAmbiguity(one, judgement.accepted)
        break
      case 'unsupported':
        this.counts.skip++
        this.unsupported[one.op]++
        return
      case 'unjudged':
        this.counts.unjudged++
        return
      case 'disagree':
        this.counts.disagree++
        if (judgement.fault === 'dies' || judgement.fault === 'hangs') this.lose()
        this.addDisagreement(one, judgement)
        break
    }
    this.supported[one.op]++
  }

  result(): StructureResult {
    const { draft, struct } = this.subject
    const { notes, ...rest } = this.counts
    return { draft, struct, cases: Object.values(rest).reduce((sum, count) => sum + count, 0), ...this.counts, notes }
  }

  private lose(): void {
    this.losses++
    this.all.total++
  }

  private addDisagreement(one: Case, disagreement: Disagreement): void {
    const key = groupOf(one, disagreement)
    const group = this.groups.get(key) ?? { one, disagreement, count: 0, ids: [] }
    this.groups.set(key, group)
    group.count++
    if (group.ids.length < MAX_IDS) group.ids.push(one.vector.id)
    if (one.vector.bytes.length < group.one.vector.bytes.length) Object.assign(group, { one, disagreement })
  }

  private addAmbiguity({ vector: { id, comment } }: Case, accepted: boolean): void {
    const { draft, struct } = this.subject
    this.ambiguities.push({ draft, struct, id, comment, accepted })
  }

  private addNote({ vector: { id } }: Case, note: NonNullable<(Judgement & { kind: 'agree' })['note']>): void {
    const { draft, struct } = this.subject
    this.counts.notes++
    const key = note.about === 'code' ? `${note.expected} ${note.actual}` : note.about
    const before = this.notes.get(key)
    this.notes.set(key, before ? { ...before, count: before.count + 1 } : { draft, struct, id, count: 1, ...note })
  }
}
