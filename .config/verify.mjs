// The whole gate, in the order in which a mistake is cheapest to find. `--skip NAME,NAME` leaves steps out, `--only NAME` runs one.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = process.execPath
const bin = (name) => `node_modules/.bin/${name}`

/** @type {[name: string, command: string[]][]} */
const steps = [
  ['types', [bin('tsc'), '-p', 'tsconfig.json', '--noEmit', '--incremental', 'false']],
  [
    'lint',
    [
      bin('oxlint'),
      '--config',
      '.config/oxlint.json',
      '--type-aware',
      '--deny-warnings',
      'src',
      'suites',
      'vectors',
      'fuzz',
      'reports',
    ],
  ],
  [
    'format',
    [bin('prettier'), '--check', '--log-level', 'warn', '{src,suites,vectors,fuzz,reports,.config}/**/*.{ts,mjs,cjs}'],
  ],
  [
    'dependencies',
    [bin('depcruise'), '--config', '.config/dependency-cruiser.cjs', 'src', 'suites', 'vectors', 'fuzz', 'reports'],
  ],
  ['dead code', [bin('knip'), '--config', '.config/knip.jsonc']],
  ['build', [node, '.config/bootstrap.cjs', 'build']],
  ['tests', [node, '.config/bootstrap.cjs', 'test']],
  ['publint', [bin('publint'), '--strict']],
  ['are the types wrong', [bin('attw'), '--pack', '.', '--profile', 'esm-only']],
  ['packed tarball', [node, '.config/smoke.mjs']],
]

const option = (name) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? null : (process.argv[at + 1] ?? '').split(',')
}
const only = option('only')
const skip = option('skip') ?? []
const unknown = [...(only ?? []), ...skip].filter((name) => !steps.some(([step]) => step === name))
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')} (there are: ${steps.map(([name]) => name).join(', ')})`)
  process.exit(2)
}

const failed = []
for (const [name, [program, ...args]] of steps) {
  if (skip.includes(name) || (only && !only.includes(name))) continue
  const started = Date.now()
  const run = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const ok = run.status === 0
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (!ok) {
    failed.push(name)
    process.stdout.write((run.stdout ?? '') + (run.stderr ?? '') + (run.error ? `${run.error.message}\n` : ''))
  }
}
if (failed.length > 0) console.log(`\nverify failed: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
