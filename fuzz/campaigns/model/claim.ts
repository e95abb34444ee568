/** How answers are judged: an answer is explained when what it claims holds of some state that the target may be in. */
import type { State } from './state.js'

/** A promise of the drafts that was not kept. */
export interface Breach {
  /** Which rule of the model, in words: `key-package.handed-out-again`. */
  readonly rule: string
  /** Catalogue id; absent where the promise is not the drafts'. */
  readonly requirement?: string
  readonly expected: string
}

/** What an answer says about the state in which it was given: the state after it, or the promise that is broken. */
export type Claim = (state: State) => State | Breach

/** Claims that hold one after the other, each at a moment between request and answer. */
export type Explanation = readonly Claim[]

/** One request and its answer; times are ticks of one counter, so none is that of another. */
export interface Operation {
  /** Any of them will do; the first that fails says what is wrong. */
  readonly explanations: readonly Explanation[]
  readonly start: number
  readonly end: number
}

/** The states that come into question afterwards; or what is wrong, and the number of the operation that shows it. */
export type Explained = { readonly states: readonly State[] } | Failed

interface Failed {
  readonly breach: Breach
  readonly index: number
}

/** More ways to choose among explanations than this are not looked through: what follows is then taken as explained. */
const mostChoices = 64
/** Nor more arrangements of claims. */
const mostArrangements = 20_000

/**
 * The states to which operations that overlap may have led: their claims have to hold in some order that agrees with time
 * (linearizability, claim by claim, since no draft says that a request is handled in one instant).
 */
export function explain(states: readonly State[], operations: readonly Operation[]): Explained {
  const choices = operations.reduce<Operation[][]>(
    (chosen, operation) =>
      chosen.flatMap((before) =>
        operation.explanations.map((explanation) => [...before, { ...operation, explanations: [explanation] }]),
      ),
    [[]],
  )
  if (choices.length > mostChoices) return { states }
  const reached = new Map<string, State>()
  let furthest: (Failed & { placed: number }) | null = null
  for (const choice of choices) {
    const search = new Search(choice)
    for (const state of states) search.from(state)
    for (const [key, state] of search.ends) reached.set(key, state)
    const { failed } = search
    if (failed && (!furthest || failed.placed > furthest.placed)) furthest = failed
    if (search.exhausted) return { states }
  }
  if (reached.size > 0 || !furthest) return { states: [...reached.values()] }
  return furthest
}

interface Placed {
  readonly claim: Claim
  /** Of its operation. */
  readonly index: number
  readonly start: number
  readonly end: number
}

class Search {
  readonly ends = new Map<string, State>()
  failed: (Failed & { placed: number }) | null = null
  private readonly claims: readonly Placed[]
  private readonly operations: number
  private readonly seen = new Set<string>()

  constructor(operations: readonly Operation[]) {
    this.operations = operations.length
    // In the order of the answers, so that the first arrangement is the likeliest.
    this.claims = operations
      .flatMap(({ explanations: [explanation = []], start, end }, index) =>
        explanation.map((claim) => ({ claim, index, start, end })),
      )
      .toSorted((a, b) => a.end - b.end)
  }

  get exhausted(): boolean {
    return this.seen.size > mostArrangements
  }

  from(state: State): void {
    this.place(
      state,
      this.claims.map((_, index) => index),
    )
  }

  private place(state: State, left: readonly number[]): void {
    if (this.exhausted) return
    const key = keyOf(state)
    const arrangement = `${left.join()} ${key}`
    if (this.seen.has(arrangement)) return
    this.seen.add(arrangement)
    if (left.length === 0) this.ends.set(key, state)
    const of = (index: number) => this.claims[index]
    const firstEnd = Math.min(...left.map((index) => of(index)?.end ?? Infinity))
    for (const index of left) {
      const next = of(index)
      // It was asked when an answer was there already whose claim has no place yet.
      if (!next || next.start > firstEnd) continue
      const held = next.claim(state)
      if ('rule' in held) this.fail(held, next.index, left)
      else
        this.place(
          held,
          left.filter((each) => each !== index),
        )
    }
  }

  /** What is reported is what stops the arrangement that explains the most answers. */
  private fail(breach: Breach, index: number, left: readonly number[]): void {
    const open = new Set(left.map((index) => this.claims[index]?.index))
    const placed = this.operations - open.size
    if (!this.failed || placed > this.failed.placed) this.failed = { breach, index, placed }
  }
}

function keyOf(state: State): string {
  return JSON.stringify(state)
}

/** A claim about nothing that changes. */
export function require(holds: (state: State) => boolean, breach: Breach | ((state: State) => Breach)): Claim {
  return (state) => {
    if (holds(state)) return state
    return typeof breach === 'function' ? breach(state) : breach
  }
}

/** What is wrong whatever the state. */
export function wrong(breach: Breach): Explanation {
  return [() => breach]
}
