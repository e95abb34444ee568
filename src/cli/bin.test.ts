import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../drafts/catalogue.js'

const bin = fileURLToPath(new URL('../../dist/src/cli/bin.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mimicry-bin-'))

function start(...words: string[]): {
  child: ChildProcess
  ended: Promise<{ status: number | null; out: string; err: string }>
} {
  if (!existsSync(bin)) throw new Error('the command line is not built: npm run build')
  const child = spawn(process.execPath, [bin, ...words], { cwd: folder })
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()))
  const ended = new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, ...text }))
  })
  return { child, ended }
}

describe('the process', () => {
  it('writes its reports on a signal and ends with 130', async () => {
    const server = createServer()
    const reached = new Promise((resolve) => server.on('connection', resolve))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const { child, ended } = start('run', `https://127.0.0.1:${port}`, '--draft', '06')
    await reached
    child.kill('SIGTERM')
    const { status, out } = await ended
    server.close()
    expect(status).toBe(130)
    expect(out).toContain('interrupted')
    expect(readFileSync(join(folder, 'mimicry-out', 'result.json'), 'utf8')).toContain('"interrupted": true')
    expect(existsSync(join(folder, 'mimicry-out', 'junit.xml'))).toBe(true)
  })

  it('does not mind a reader that goes away', async () => {
    const { child, ended } = start('list', '--requirements', '--json')
    child.stdout?.destroy()
    const { status, err } = await ended
    expect(err).toBe('')
    expect(status).toBe(0)
  })

  it('gives all its output before it ends', async () => {
    const { out } = await start('list', '--requirements', '--json').ended
    const entries: unknown = JSON.parse(out)
    expect(entries).toHaveLength(catalogue.length)
  })
})
