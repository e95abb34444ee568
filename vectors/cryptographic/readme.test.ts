/** The examples of the README, as they stand there, by their own interpreters; and what it says of the files. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const readme = readFileSync(join(folder, 'README.md'), 'utf8')
const scratch = mkdtempSync(join(tmpdir(), 'mimicry-vectors-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const examples = [
  { language: 'js', command: process.execPath, file: 'verify.mjs', of: 'key-material-request-06.json' },
  { language: 'python', command: 'python3', file: 'verify.py', of: 'server-frank-06.json' },
]

for (const { language, command, file, of } of examples) {
  const there = spawnSync(command, ['--version'], { timeout: 20_000 }).status === 0
  it.skipIf(!there)(`the ${language} example agrees with ${of}, and notices a wrong case (needs ${command})`, () => {
    const [, code = ''] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme) ?? []
    writeFileSync(join(scratch, file), code)
    const run = (vectors: string) => {
      const { stdout, stderr, status } = spawnSync(command, [join(scratch, file), vectors], {
        timeout: 20_000,
        encoding: 'utf8',
      })
      return { stdout, stderr, status }
    }
    expect(run(join(folder, of))).toEqual({ stdout: '', stderr: '', status: 0 })
    const claimed = readFileSync(join(folder, of), 'utf8').replace('"result":"invalid"', '"result":"valid"')
    writeFileSync(join(scratch, of), claimed)
    expect(run(join(scratch, of)).stdout).toMatch(/^\S+: expected valid\n$/)
  })
}

it('the README names every file', () => {
  const named = [...readme.matchAll(/^\| (`[a-z].*?) \|/gm)].flatMap(([, cell = '']) => {
    const [first = '', ...more] = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    const stem = first.replace(/-(01-02ed|02ed|06)$/, '')
    return [first, ...more.map((ending) => stem + ending)]
  })
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  expect(files.map((name) => name.replace('.json', '')).filter((name) => !named.includes(name))).toEqual([])
})
