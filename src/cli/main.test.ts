import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { createAuthority } from '../transport/certificates.js'
import { listen, type Reply } from '../transport/listener.js'
import type { Io } from './command.js'
import { main } from './main.js'

const folder = mkdtempSync(join(tmpdir(), 'mimicry-cli-'))
const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

interface Ended {
  status: number
  out: string
  err: string
}

async function mimicry(words: string, more: Partial<Io> = {}): Promise<Ended> {
  const ended = { out: '', err: '' }
  const io: Io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    out: (text) => void (ended.out += text),
    err: (text) => void (ended.err += text),
    env: {},
    cwd: folder,
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
    onCrash: () => {},
    ...more,
  }
  const status = await main(
    words.split(' ').filter((word) => word !== ''),
    io,
  )
  return { status, ...ended }
}

interface Result {
  summary: Record<string, number>
  checks: { area: string; verdict: string; reason: string }[]
}

function result(out = 'mimicry-out'): Result {
  const written: Result = JSON.parse(readFileSync(join(folder, out, 'result.json'), 'utf8'))
  return written
}

describe('wrong use', () => {
  it.each([
    ['', /^$/],
    ['rnu', /no command rnu \(did you mean run\?\)/],
    ['run --ony x', /no flag --ony \(did you mean --only/],
    ['run --only', /--only needs a value: --only GLOB/],
    ['run --strict=perhaps', /--strict takes no value/],
    ['run https://a.example https://b.example', /does not know what to do with https:\/\/b.example/],
    ['run --only directory.presnet', /did you mean directory.present/],
    ['run --area NFT', /did you mean NTF/],
    ['run --draft 07', /07/],
    ['run https://127.0.0.1:1', /which drafts/],
    ['run --baseline nowhere.json', /does not exist/],
    ['run --config nowhere.json', /there is no file nowhere.json/],
    ['run --order sideways', /none of listed, random/],
    ['run --fault key-material.resued', /did you mean key-material.reused/],
    ['run https://127.0.0.1:1 --draft 06 --fault refuse-everything', /reference provider only/],
    ['list --faults --requirements', /choose one/],
    ['list --area KEY --role hub --only notify.*', /no check is selected/],
    ['explain', /needs one thing to explain: mimicry explain ID/],
    ['explain MIMI-NTF-020 --policy', /needs one thing to explain/],
    ['explain MIMI-KEY-118', /did you mean MIMI-KEY-/],
  ])('%s ends with 2 and one clear line', async (words, message) => {
    const { status, out, err } = await mimicry(words)
    expect(status).toBe(2)
    expect(out).toBe('')
    if (words !== '') {
      expect(err).toMatch(message)
      expect(err.trimEnd()).not.toContain('\n')
      expect(err).not.toContain('    at ')
    }
  })

  it('leaves the reports of the last run alone', async () => {
    await mimicry('run --only nothing.such --out untouched')
    expect(existsSync(join(folder, 'untouched'))).toBe(false)
  })
})

describe('help', () => {
  it.each(['run', 'list', 'explain', 'serve', 'init', 'decode', 'encode', 'testee'])(
    '%s explains itself',
    async (name) => {
      const { status, out } = await mimicry(`${name} --help`)
      expect(status).toBe(0)
      expect(out).toContain(`usage: mimicry ${name}`)
      expect((await mimicry('--help')).out).toContain(`  ${name}`)
    },
  )
})

describe('list and explain', () => {
  it('prints checks, faults and requirements with the promised members', async () => {
    const checks: Record<string, unknown>[] = JSON.parse((await mimicry('list --json')).out)
    expect(Object.keys(checks[0] ?? {})).toEqual(
      expect.arrayContaining(['id', 'title', 'area', 'level', 'requirements', 'drafts', 'roles', 'needs']),
    )
    const faults: Record<string, unknown>[] = JSON.parse((await mimicry('list --faults --json')).out)
    expect(Object.keys(faults[0] ?? {})).toEqual(['id', 'summary', 'breaks', 'drafts', 'foundBy'])
    const entries: { id: string }[] = JSON.parse((await mimicry('list --requirements --area DIR --json')).out)
    expect(entries.length).toBeGreaterThan(0)
    for (const { id } of entries) expect(id).toMatch(/^MIMI-DIR-/)
  })

  it('says of a check how it fails, of a requirement what covers it, of a fault what it breaks', async () => {
    const check = await mimicry('explain notify.duplicate.accepted')
    expect(check.out).toMatch(/fails {5}The second of two identical/)
    expect(check.out).toContain('MIMI-NTF-020 (MUST)')
    const requirement = await mimicry('explain mimi-ntf-020')
    expect(requirement.out).toContain('notify.duplicate.accepted')
    expect(requirement.out).toContain('requirement MIMI-NTF-020 (MUST)')
    const fault = await mimicry('explain refuse-everything')
    expect(fault.out).toContain('npx mimicry run --fault refuse-everything')
  })

  it('prints what each role may do, in the drafts asked for', async () => {
    const all = await mimicry('explain --policy')
    expect(all.out.match(/policy of draft/g)).toHaveLength(3)
    const { status, out } = await mimicry('explain --policy --draft 06')
    expect(status).toBe(0)
    expect(out).toContain('policy of draft 06')
    expect(out).not.toContain('policy of draft 01')
    expect(out).toMatch(/0 nonparticipant +1 banned +2 member +3 moderator +4 admin +5 guest +decided by/)
    expect(out).toMatch(/ban a member +- +- +- +granted +granted +- +canBan, .*room-policy-03, 8.1.3/)
  })
})

describe('run against the reference provider', () => {
  it('passes, writes every report, and says where', async () => {
    const { status, out } = await mimicry('run --draft 06 --only directory.present --out one --seed 5')
    expect(out).toContain('1 check: 1 pass')
    expect(status).toBe(0)
    expect(result('one').summary).toMatchObject({ total: 1, pass: 1 })
    for (const file of ['result.json', 'junit.xml', 'report.html', 'report.md', 'events.jsonl']) {
      expect(existsSync(join(folder, 'one', file)), file).toBe(true)
      expect(out).toContain(`one/${file}`)
    }
  })

  it('writes the reports asked for only', async () => {
    await mimicry('run --draft 06 --only directory.present --out two --report json')
    expect(existsSync(join(folder, 'two', 'result.json'))).toBe(true)
    expect(existsSync(join(folder, 'two', 'junit.xml'))).toBe(false)
  })

  it('fails with a fault, and says how to repeat it', async () => {
    const { status, out, err } = await mimicry('run --draft 06 --only directory.present --fault refuse-everything')
    expect(status).toBe(1)
    expect(out).toContain('FAIL      directory.present [06]')
    expect(out).toContain(
      'repeat: npx mimicry run --fault refuse-everything --only directory.present --draft 06 --seed 1',
    )
    expect(err).toContain('FAIL      directory.present [06]: expected status 200')
  })

  it('keeps to a baseline that it wrote', async () => {
    const words = 'run --draft 06 --only directory.present --fault refuse-everything --baseline known.json'
    expect((await mimicry(`${words} --write-baseline`)).status).toBe(0)
    const file = join(folder, 'known.json')
    const text = readFileSync(file, 'utf8')
    const kept = await mimicry(words)
    expect(kept.out).toContain('as the baseline says')
    expect(kept.status).toBe(0)

    writeFileSync(file, text.replace(/"reason": ".*"/, '"reason": "my own words"'))
    await mimicry(`${words} --write-baseline`)
    expect(readFileSync(file, 'utf8')).toContain('my own words')

    const cured = await mimicry('run --draft 06 --only directory.present --baseline known.json')
    expect(cured.status).toBe(1)
    expect(cured.out).toContain('it passes now: remove the entry')
  })

  it('is interrupted with 130, and reports what there is', async () => {
    const control = new AbortController()
    const err = (text: string) => void text
    control.abort()
    const { status, out } = await mimicry('run --draft 06 --out cut', { signal: control.signal, err })
    expect(status).toBe(130)
    expect(out).toContain('interrupted after 0 of')
    expect(existsSync(join(folder, 'cut', 'junit.xml'))).toBe(true)
  })
})

/** Ends within its deadlines: nothing here takes longer than a few times the 3 s that one request may. */
describe('run against what is no MIMI provider', { timeout: 60_000 }, () => {
  async function judged(port: number, more = ''): Promise<Ended> {
    const out = `at-${port}`
    const url = `https://localhost:${port} --connect-to 127.0.0.1:${port}`
    const ended = await mimicry(`run ${url} --draft 06 --timeout 3000 --out ${out}${more}`)
    const { summary, checks } = result(out)
    expect(summary.total).toBe(checks.length)
    expect(summary.error).toBe(0)
    for (const file of ['junit.xml', 'report.html', 'report.md', 'events.jsonl'])
      expect(existsSync(join(folder, out, file)), file).toBe(true)
    return ended
  }

  async function serve(handle: () => Reply): Promise<{ port: number; anchor: string }> {
    const authority = await createAuthority('someone else')
    const identity = await authority.issue({ domain: 'localhost' })
    const server = await listen({ tls: { identity: () => identity, clientTrust: [] }, handle })
    closers.push(() => server.close())
    const anchor = `${server.port}.pem`
    writeFileSync(join(folder, anchor), authority.pem)
    return { port: server.port, anchor }
  }

  it('ends with 3 where nothing listens', async () => {
    const { status, out } = await judged(await freePort())
    expect(status).toBe(3)
    expect(out).toContain('target of draft 06 unreachable: nothing listens there')
  })

  it('ends with 3 where plain HTTP is spoken', async () => {
    const server = await listen({ host: '127.0.0.1', port: 0, tls: null, handle: async () => ({ status: 200 }) })
    closers.push(() => server.close())
    const { status, out } = await judged(server.port)
    expect(status).toBe(3)
    expect(out).toContain('target of draft 06 unreachable: no TLS session')
    const plain = await mimicry(`run http://127.0.0.1:${server.port} --draft 06`)
    expect(plain.status).toBe(3)
    expect(plain.out).toContain('no TLS session: the URL is http://')
  })

  it('ends with 1 where a trusted server has no directory, with 3 where it is not trusted', async () => {
    const { port, anchor } = await serve(() => ({ status: 404 }))
    const trusted = await judged(port, ` --trust ${anchor}`)
    expect(trusted.status).toBe(1)
    expect(trusted.out).toContain('FAIL      directory.present [06]')
    const { checks } = result(`at-${port}`)
    const judgedAreas = new Set(checks.filter(({ verdict }) => verdict === 'fail').map(({ area }) => area))
    expect([...judgedAreas]).toEqual(['DIR'])
    const untrusted = await judged(port)
    expect(untrusted.status).toBe(3)
    expect(untrusted.out).toContain('unreachable: no TLS session')
    expect(untrusted.out).toContain("give the target's CA with --trust FILE")
  })

  it('ends with 3 where a server accepts and never answers, over TLS too', async () => {
    const { status, out } = await judged(await listening(createServer(() => {})))
    expect(status).toBe(3)
    expect(out).toContain('unreachable: no TLS session')
    const { port, anchor } = await serve(() => ({ hang: true }))
    const silent = await judged(port, ` --trust ${anchor}`)
    expect(silent.status).toBe(3)
    expect(silent.out).toContain('unreachable: no HTTP answer')
  })

  it('ends with 2 where what is said of the target cannot be', async () => {
    const { port } = await serve(() => ({ status: 404 }))
    const control = createServer((socket) => {
      const answer = JSON.stringify({
        id: 1,
        ok: true,
        domain: 'b.example',
        directory: 'https://b.example',
        trustAnchors: [],
        operations: ['ready'],
      })
      socket.on('data', () => {
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
        )
      })
      socket.on('error', () => {})
    })
    const driver = `http://127.0.0.1:${await listening(control)}/`
    const { status, err } = await mimicry(
      `run https://localhost:${port} --domain a.example --draft 06 --driver ${driver}`,
    )
    expect(status).toBe(2)
    expect(err).toContain("the target's domain is a.example in draft 06, its driver says b.example")
  })
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
