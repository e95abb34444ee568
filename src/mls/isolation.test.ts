import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Isolation, type Job } from './isolation.js'

const folder = mkdtempSync(join(tmpdir(), 'mimicry-isolation-'))
const job: Job = { kind: 'external', draft: '06', groupInfo: new Uint8Array([1]), ratchetTree: new Uint8Array() }

/** A process that does with each job what the code says. */
function doing(name: string, code: string): URL {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, `process.on('message', (job) => { ${code} })\nprocess.send('ready')\n`)
  return pathToFileURL(file)
}

const answers = `process.send({ kind: 'done' })`
const limits = { timeoutMs: 20_000, heapMb: 64 }

describe('a process for hostile bytes', () => {
  it('starts when it is needed, and serves one job after the other', async () => {
    const isolation = new Isolation(limits, doing('answers', answers))
    expect(isolation.started).toBe(false)
    expect(await Promise.all([isolation.try(job), isolation.try(job)])).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(isolation.started).toBe(true)
    isolation.close()
    expect(await isolation.try(job)).toEqual({ kind: 'done' })
    isolation.close()
  })

  it('is given the bytes as they are', async () => {
    const echo = `process.send({ kind: 'refused', what: [...job.groupInfo].join() + job.ratchetTree.length })`
    const isolation = new Isolation(limits, doing('echoes', echo))
    expect(await isolation.try(job)).toEqual({ kind: 'refused', what: '10' })
    isolation.close()
  })

  it('that runs out of memory at once is a finding, and the next job has another', async () => {
    const grows = `const all = []; all[job.groupInfo.length * 2 ** 25] = 1; all.fill(0); while (true) all.push(...all)`
    const code = `if (job.groupInfo.length > 1) { ${grows} } else { ${answers} }`
    const isolation = new Isolation(limits, doing('grows', code))
    expect(await isolation.try({ ...job, groupInfo: new Uint8Array(4) })).toMatchObject({ kind: 'crashed' })
    expect(await isolation.try(job)).toEqual({ kind: 'done' })
    isolation.close()
  })

  it('that never ends is a finding', async () => {
    const isolation = new Isolation({ ...limits, timeoutMs: 100 }, doing('loops', 'while (true) {}'))
    expect(await isolation.try(job)).toEqual({ kind: 'timeout', what: 'not done after 100 ms' })
    expect(isolation.started).toBe(false)
  })

  it("that does not start is not the bytes' fault", async () => {
    const isolation = new Isolation(limits, pathToFileURL(join(folder, 'none.mjs')))
    await expect(isolation.try(job)).rejects.toThrow('none.mjs: it ended with 1; is it built')
  })
})
