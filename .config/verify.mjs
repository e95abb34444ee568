// The whole gate, in stages of steps that need nothing of one another and run side by side; the mistakes that are
// cheapest to find come first. `--skip NAME,NAME` leaves steps out, `--only NAME` runs one.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = process.execPath
const bin = (name) => `node_modules/.bin/${name}`
const folders = ['src', 'suites', 'vectors', 'fuzz', 'reports']

/** @type {[name: string, command: string[]][][]} */
const stages = [
  [
    ['types', [bin('tsc'), '-p', 'tsconfig.json', '--noEmit', '--incremental', 'false']],
    ['lint', [bin('oxlint'), '--config', '.config/oxlint.json', '--type-aware', '--deny-warnings', ...folders]],
    ['format', [bin('prettier'), '--check', '--log-level', 'warn', `{${folders},.config}/**/*.{ts,mjs,cjs}`]],
    ['dependencies', [bin('depcruise'), '--config', '.config/dependency-cruiser.cjs', ...folders]],
    ['dead code', [bin('knip'), '--config', '.config/knip.jsonc']],
    ['build', [node, '.config/bootstrap.cjs', 'build']],
  ],
  [['tests', [node, '.config/bootstrap.cjs', 'test']]],
  [
    ['packed tarball', [node, '.config/smoke.mjs']],
    ['publint', [bin('publint'), '--strict']],
    ['are the types wrong', [bin('attw'), '--pack', '.', '--profile', 'esm-only']],
  ],
]
const steps = stages.flat()

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

/** Runs one step to its end, and says how it went when it is there. */
async function perform([name, [program, ...args]]) {
  const started = Date.now()
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close').then(
    ([status]) => ({ ok: status === 0, trouble: '' }),
    (error) => ({ ok: false, trouble: `${error.message}\n` }),
  )
  const [{ ok, trouble }, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (ok) return
  failed.push(name)
  process.stdout.write(stdout + stderr + trouble)
}

for (const stage of stages) {
  const waiting = stage.filter(([name]) => !skip.includes(name) && (!only || only.includes(name))).values()
  const worker = async () => {
    for (const step of waiting) await perform(step)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
}
if (failed.length > 0) console.log(`\nverify failed: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
