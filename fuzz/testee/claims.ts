import type { Claim } from './result.js'
import type { Tally } from './tally.js'

/**
 * What `hello` claims and the answers do not keep. It lists drafts and structures but not which structure in which
 * draft, so that one which is answered in some drafts only is no lie; nor is one that is only read, or only written.
 */
export function brokenClaims(tallies: readonly Tally[]): Claim[] {
  const asked = tallies.filter((tally) => tally.claimed && (never(tally) || ever(tally)))
  const dead = new Set(
    asked.map(draftOf).filter((draft) => asked.every((tally) => draftOf(tally) !== draft || never(tally))),
  )
  const found = new Claims()
  for (const draft of dead) found.add(true, `draft ${draft} is claimed, and everything in it is unsupported`)
  const alive = asked.filter((tally) => !dead.has(draftOf(tally)))
  const answered = new Set(alive.filter(ever).map(structOf))
  for (const tally of alive) {
    const [draft, struct] = [draftOf(tally), structOf(tally)]
    if (!answered.has(struct)) found.add(true, 'claimed, and unsupported in every draft', struct)
    else if (never(tally))
      found.add(false, `claimed, and unsupported in draft ${draft}, though not in every other`, struct)
    else for (const op of ['decode', 'encode'] as const) aboutDirection(found, tally, op)
  }
  return found.all()
}

function aboutDirection(found: Claims, tally: Tally, op: 'decode' | 'encode'): void {
  const [draft, struct] = [draftOf(tally), structOf(tally)]
  const [without, supported] = [tally.unsupported[op], tally.supported[op]]
  if (without === 0) return
  if (supported === 0) found.add(false, `claimed, and ${op} is unsupported in draft ${draft}`, struct)
  else found.add(true, `claimed, and unsupported in some cases of ${op} in draft ${draft} but not in others`, struct)
}

class Claims {
  private readonly found = new Map<string, Claim & { readonly structs: string[] }>()

  add(lie: boolean, what: string, ...structs: readonly string[]): void {
    const claim = this.found.get(what) ?? { lie, what, structs: [] }
    this.found.set(what, claim)
    claim.structs.push(...structs.filter((struct) => !claim.structs.includes(struct)))
  }

  /** Lies first. */
  all(): Claim[] {
    return [...this.found.values()].sort((a, b) => Number(b.lie) - Number(a.lie))
  }
}

function draftOf({ subject }: Tally): string {
  return subject.draft
}

function structOf({ subject }: Tally): string {
  return subject.struct
}

function ever({ supported }: Tally): boolean {
  return supported.decode + supported.encode > 0
}

function never(tally: Tally): boolean {
  return !ever(tally) && tally.unsupported.decode + tally.unsupported.encode > 0
}
