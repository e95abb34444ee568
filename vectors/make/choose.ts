/** Something that may become a case of a file. */
export interface Candidate {
  /** Stands for a field: of several with the same key the later ones are needed less. */
  readonly key: string
  /** How far in that is. */
  readonly depth: number
  /** Characters that it takes in the file. */
  readonly size: number
  /** The drafts may be read either way, so that it is needed less. */
  readonly isOpen: boolean
}

/** What a file may take up. */
export interface Bounds {
  readonly most: number
  readonly size: number
  /** So many for each field of the structure itself, whatever the other bounds. */
  readonly own: number
}

/**
 * As many as the bounds allow, in their order: of every field the first before the second of any, and those of the
 * structure itself and of what it directly contains before those further in.
 */
export function choose<T extends Candidate>(candidates: readonly T[], { most, size, own }: Bounds): T[] {
  const rounds = new Map<string, number>()
  const ranked = candidates.map((candidate, at) => {
    const { key, depth, isOpen } = candidate
    const round = rounds.get(key) ?? 0
    rounds.set(key, round + 1)
    const isNeeded = depth <= 1 && round < own
    return { candidate, at, rank: isNeeded ? -1 : round + 2 * Math.max(0, depth - 2) + (isOpen ? 2 : 0), isNeeded }
  })
  const chosen: typeof ranked = []
  let taken = 0
  for (const one of ranked.toSorted((a, b) => a.rank - b.rank || a.at - b.at)) {
    taken += one.candidate.size
    if (!one.isNeeded && (chosen.length >= most || taken > size)) break
    chosen.push(one)
  }
  return chosen.toSorted((a, b) => a.at - b.at).map(({ candidate }) => candidate)
}

/** How many fields lead to a path. */
export function depthOf(path: string): number {
  return path.split('.').length
}

/** The key of a path: elements of a vector are one field. */
export function fieldKey(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '[]')
}
