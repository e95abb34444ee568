import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { mimicry } from './vitest.js'

const root = fileURLToPath(new URL('..', import.meta.url))
// Below the checkout, so that `vitest` is found from there; out of reach of the checkout's own test runs.
mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
const folder = mkdtempSync(join(root, 'node_modules', '.cache', 'mimicry-vitest-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

mimicry({ draft: '06', only: 'directory.present' })

interface Report {
  testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
}

/** An implementer's suite in a vitest of its own. */
async function suite(configuration: object): Promise<Report['testResults'][0]['assertionResults']> {
  const adapter = fileURLToPath(new URL('vitest.ts', import.meta.url))
  const text = `import { mimicry } from ${JSON.stringify(adapter)}\nmimicry(${JSON.stringify(configuration)})\n`
  writeFileSync(join(folder, 'mimi.test.ts'), text)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json'], { cwd: folder })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  await new Promise((resolve) => child.on('close', resolve))
  const report: Report = JSON.parse(out.slice(out.indexOf('{')))
  return report.testResults.flatMap(({ assertionResults }) => assertionResults)
}

describe("an implementer's own suite", () => {
  it('has a test per check that fails with what the console prints, and skips with a reason', async () => {
    const only = ['directory.present', 'notify.duplicate.accepted']
    const tests = await suite({ draft: '06', only, fault: 'refuse-everything' })
    expect(tests.map(({ fullName, status }) => `${status} ${fullName}`)).toEqual([
      expect.stringMatching(/^failed mimicry draft 06 checks directory.present: /),
      expect.stringMatching(/^(skipped|pending) mimicry draft 06 checks notify.duplicate.accepted: /),
    ])
    const [failure = ''] = tests[0]?.failureMessages ?? []
    expect(failure).toContain('MIMI-DIR-001 (draft 06, section 5.1)')
    expect(failure).toMatch(/expected {2}status 200\n/)
    expect(failure).not.toMatch(/^\s+at .*:\d+:\d+/m)
  })

  it('fails each test with the reason where the target cannot be reached', async () => {
    const tests = await suite({ draft: '06', only: 'directory.*', url: 'https://127.0.0.1:1' })
    expect(tests.length).toBeGreaterThan(0)
    for (const { status, failureMessages } of tests) {
      expect(status).toBe('failed')
      expect(failureMessages[0]).toContain('the target is unreachable: nothing listens there')
    }
  })
})
