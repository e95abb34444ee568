import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { unlocks } from '../src/check/unlocks.js'
import { checks } from './index.js'

const begin = '<!-- written by npm run -s unlocks -->'
const end = '<!-- until here -->'

/** The README with the table that follows from the checks' needs. */
function current(readme: string): string {
  const rows = unlocks(checks).map(({ operations, checks: opened, areas, total }) => {
    const built = operations.map((operation) => `\`${operation}\``).join(', ') || 'nothing: no driver'
    return `| ${built} | ${opened.length} | ${total} | ${areas.join(', ')} |`
  })
  const table = ['| and you build | checks more | in all | areas, most first |', '|---|---|---|---|', ...rows]
  const [before, rest = ''] = readme.split(`${begin}\n`)
  const [, after] = rest.split(end)
  return `${before}${begin}\n${table.join('\n')}\n${end}${after}`
}

it('says in the README which driver operations unlock which checks, the smallest useful set first', async () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme).toContain(begin)
  await expect(current(readme)).toMatchFileSnapshot('../README.md')
})
