// Packs Mimicry, installs the tarball in an empty folder as a stranger would, and uses what is there.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mimicry-smoke-'))
const run = (program, args, cwd) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const expect = (what, condition, actual) => {
  if (!condition) throw new Error(`${what}; got: ${actual}`)
  console.log(`ok ${what}`)
}

try {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root))
  const stray = packed.files
    .map((file) => file.path)
    .filter((path) => /\.test\.|\.tsbuildinfo|^\.config|^src\//.test(path))
  expect('the tarball holds no tests, sources or settings', stray.length === 0, stray.join(' '))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, packed.filename)], folder)
  const mimicry = (...args) => run(join(folder, 'node_modules', '.bin', 'mimicry'), args, folder)

  const dump = mimicry('decode', 'IdentifierUri', '--draft', '06', '--hex', '0161')
  expect('decode prints an annotated hexdump', dump.includes('uri'), dump)
  const checks = JSON.parse(mimicry('list', '--json'))
  expect(
    'list --json names the checks',
    Array.isArray(checks) && checks.length > 50,
    JSON.stringify(checks).slice(0, 200),
  )
  const bin = join(folder, 'node_modules', 'mimicry', 'dist', 'src', 'cli', 'bin.js')
  const judged = mimicry('codec', '--struct', 'ConsentEntry', '--', process.execPath, bin, 'testee')
  expect('codec runs the published vectors', judged.includes('draft 02ed: of 1 structure 1 agree'), judged)
  mimicry('run', '--draft', '06', '--only', 'directory.*')
  const result = JSON.parse(readFileSync(join(folder, 'mimicry-out', 'result.json'), 'utf8'))
  expect(
    'run writes a result',
    result.format === 'mimicry-result/1' && result.summary.pass > 0,
    JSON.stringify(result.summary),
  )
  writeFileSync(
    join(folder, 'use.mjs'),
    "import * as mimicry from 'mimicry'\nconsole.log(Object.keys(mimicry).sort().join(' '))\n",
  )
  const exported = run(process.execPath, ['use.mjs'], folder)
  expect('the public API can be imported', exported.includes('run'), exported)
} catch (error) {
  console.error(error.message, error.stdout ?? '', error.stderr ?? '')
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
