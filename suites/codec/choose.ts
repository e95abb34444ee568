/**
 * As many of these as allowed, every field first: one for each path (whatever its indices), then a second for each, and
 * so on, in their order. The same again for the same list.
 */
export function choose<T extends { readonly path: string }>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all]
  const rounds = new Map<string, number>()
  const ranked = all.map((each) => {
    const field = each.path.replaceAll(/\[\d+\]/g, '[]')
    const round = rounds.get(field) ?? 0
    rounds.set(field, round + 1)
    return { each, round }
  })
  return ranked
    .toSorted((a, b) => a.round - b.round)
    .slice(0, most)
    .map(({ each }) => each)
}
