/** `mimicry explain --policy`: what each role may do, and what decides it. */
import type { Draft } from '../drafts/ids.js'
import { type Grant, policyMatrix, type PolicyMatrix } from '../wire/room-state/index.js'

const cells: Readonly<Record<Grant, string>> = { granted: 'granted', withheld: '-', 'not-applicable': '' }

/** The tables of some drafts, one behind the other. */
export function explainPolicy(drafts: readonly Draft[]): string {
  return drafts.map((draft) => table(policyMatrix(draft))).join('\n')
}

function table({ draft, roles, rows }: PolicyMatrix): string {
  const head = ['', ...roles.map(({ id, name }) => (typeof id === 'number' ? `${id} ${name}` : name)), 'decided by']
  const body = rows.map(({ action, grants, decides, section }) => [
    action.title,
    ...grants.map((grant) => cells[grant]),
    `${decides} (${section})`,
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]?.length ?? 0)))
  const lines = [head, ...body].map(
    (row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`,
  )
  return [`policy of draft ${draft} with the standard roles`, '', ...lines.map((line) => line.trimEnd()), ''].join('\n')
}
