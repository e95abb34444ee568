/**
 * How long whole runs take, as a user sees it: process start, certificates, reference provider, every check, reports.
 * The runs take turns, so that a machine that slows down slows all of them; the ratio is to one draft.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const rounds = 3
const bin = fileURLToPath(new URL('bin.js', import.meta.url))
const cases: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['one draft', ['--draft', '06']],
  ['one draft, everything refused', ['--draft', '06', '--fault', 'refuse-everything']],
  ['three drafts', []],
  ['three drafts, everything refused', ['--fault', 'refuse-everything']],
]

const folder = mkdtempSync(join(tmpdir(), 'mimicry-bench-'))
const seconds = new Map<string, number[]>(cases.map(([name]) => [name, []]))
const checks = new Map<string, string>()
for (let round = 0; round < rounds; round++) {
  for (const [name, flags] of cases) {
    const started = performance.now()
    spawnSync(process.execPath, [bin, 'run', '--out', folder, ...flags], { stdio: 'ignore' })
    seconds.get(name)?.push((performance.now() - started) / 1000)
    checks.set(name, /"total":\s*(\d+)/.exec(readFileSync(join(folder, 'result.json'), 'utf8'))?.[1] ?? '?')
  }
}
rmSync(folder, { recursive: true, force: true })

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
const base = median(seconds.get('one draft') ?? [])
for (const [name, values] of seconds) {
  const own = median(values)
  console.log(
    `${name.padEnd(34)} ${own.toFixed(2).padStart(6)} s  ${(own / base).toFixed(2)}x  ${checks.get(name)} results`,
  )
}
