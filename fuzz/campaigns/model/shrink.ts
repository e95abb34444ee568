import type { Item, Step, Together } from './step.js'

/** Stories that are simpler than one by one thing, the simplest first: with less in it, or with less at the same time. */
export function simpler(items: readonly Item[]): readonly (readonly Item[])[] {
  return [
    ...items.map((_, index) => items.toSpliced(index, 1)),
    ...items.flatMap((item, index) =>
      item.do === 'together' ? simplerTogether(item).map((less) => items.toSpliced(index, 1, ...less)) : [],
    ),
  ]
}

function simplerTogether({ branches }: Together): readonly (readonly Item[])[] {
  const without = branches.flatMap((branch, index) => [
    branches.toSpliced(index, 1),
    ...(branch.length > 1 ? branch.map((_, step) => branches.toSpliced(index, 1, branch.toSpliced(step, 1))) : []),
  ])
  return [branches.flat(), ...without.map(asItems)]
}

/** What is left of a branch alone happens by itself. */
function asItems(branches: readonly (readonly Step[])[]): readonly Item[] {
  return branches.length > 1 ? [{ do: 'together', branches }] : branches.flat()
}
