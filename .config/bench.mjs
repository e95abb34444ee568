// Every benchmark of the house, one after the other: each prints ratios measured within its own run.
// `npm run bench -- WORD` runs those whose path contains the word.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const word = process.argv[2] ?? ''
const benches = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.bench.js') && path.includes(word))
  .sort()
if (benches.length === 0) {
  console.error(`no benchmark's path contains '${word}'`)
  process.exit(2)
}
for (const bench of benches) {
  console.log(`\n${bench.replace(/\.js$/, '')}`)
  const run = spawnSync(process.execPath, [join(dist, bench)], { stdio: 'inherit' })
  if (run.status !== 0) process.exitCode = 1
}
