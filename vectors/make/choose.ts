/** Something that may become a case of a file. */
export interface Candidate {
  /** Stands for a field: of several with the same key the later ones are needed less. */
  readonly key: string
  /** How far in that is. */
  readonly depth: number
  /** Characters that it takes in the file. */
  readonly size: number
}

/** What a file may take up. */
export interface Bounds {
  readonly most: number
  readonly size: number
  /** So many, whatever their size. */
  readonly fewest: number
}

/** From so many steps inward a field counts less: the structure that it is of has vectors of its own. */
const OUTER = 2

/**
 * As many as the bounds allow, in their order: of every field the first before the second of any, and those of the
 * structure itself and of what it directly contains before those further in.
 */
export function choose<T extends Candidate>(candidates: readonly T[], { most, size, fewest }: Bounds): T[] {
  const rounds = new Map<string, number>()
  const ranked = candidates.map((candidate, at) => {
    const round = rounds.get(candidate.key) ?? 0
    rounds.set(candidate.key, round + 1)
    return { candidate, at, rank: round + 2 * Math.max(0, candidate.depth - OUTER) }
  })
  const chosen: typeof ranked = []
  let taken = 0
  for (const one of ranked.toSorted((a, b) => a.rank - b.rank || a.at - b.at)) {
    taken += one.candidate.size
    if (chosen.length >= most || (taken > size && chosen.length >= fewest)) break
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
