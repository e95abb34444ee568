import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { embed } from '../src/cli/embedded.js'
import type { Draft } from '../src/drafts/ids.js'
import { createDevice } from '../src/mls/device.js'
import { createNetwork } from '../src/peers/peer-network.js'
import { runSuite } from '../src/runner/suite.js'
import { loadConfiguration, type TargetConfiguration } from '../src/target/configuration.js'
import type { Driver } from '../src/target/driver/contract.js'
import { createDriver } from '../src/target/driver/index.js'
import { createAuthority } from '../src/transport/certificates.js'
import { checks } from './index.js'

const folder = mkdtempSync(join(tmpdir(), 'mimicry-static-'))
const timing = { fanoutMs: 2_000, quietMs: 150 }

interface Kind {
  devices: number
  keyPackages: number
  decision: 'grant' | 'deny'
}

/** The accounts that an operator might have at hand, and how many of each. */
const stock: readonly [Kind, count: number][] = [
  [{ devices: 1, keyPackages: 5, decision: 'grant' }, 170],
  [{ devices: 1, keyPackages: 50, decision: 'grant' }, 2],
  [{ devices: 2, keyPackages: 1, decision: 'grant' }, 3],
  [{ devices: 2, keyPackages: 5, decision: 'grant' }, 8],
  [{ devices: 1, keyPackages: 5, decision: 'deny' }, 12],
]

/** A target as its operator has set it up for peers at a known place, with accounts that are listed in a file. */
async function prepared(target: TargetConfiguration): Promise<TargetConfiguration> {
  const { draft, domain = '' } = target
  const peers = { ...target.peers, authority: await createAuthority('peers'), listen: await freeAddress() }
  const network = await createNetwork({ draft, ...peers })
  const { facts, trustAnchors, userTrustAnchors } = network
  await network.close()
  const control = await createDriver(target.driver, draft)
  await control.perform('ready', {
    draft,
    peers: [...facts],
    trustAnchors: [...trustAnchors],
    userTrustAnchors: [...userTrustAnchors],
  })
  const accounts: object[] = []
  for (const [kind, count] of stock)
    for (let index = 1; index <= count; index++) {
      const name = `person${accounts.length + 1}`
      accounts.push(await account(control, draft, { ...kind, name, domain }))
    }
  await control.close()
  const file = join(folder, `${draft}.json`)
  writeFileSync(file, JSON.stringify({ accounts }))
  return { ...target, timing, peers, driver: { form: 'static', file } }
}

async function account(control: Driver, draft: Draft, kind: Kind & { name: string; domain: string }) {
  const { name, domain, devices, keyPackages, decision } = kind
  const uri = `mimi://${domain}/u/${name}`
  const profile = [{ source: 'handle' as const, name: '', value: `im:${name}@${domain}` }]
  const consent = { decision, requester: 'everyone' }
  const stocked: { device: string; keyPackages: number }[] = []
  await control.perform('createUser', { uri, profile, search: 'open' })
  for (let index = 1; index <= devices; index++) {
    const device = `${uri.replace('/u/', '/d/')}-${index}`
    const mls = createDevice({ draft, userUri: uri, clientUri: device })
    const bytes = mls.keyPackages(keyPackages).map((bundle) => bundle.bytes)
    await control.perform('publishKeyPackages', { user: uri, device, keyPackages: bytes })
    stocked.push({ device, keyPackages })
  }
  await control.perform('setConsent', { user: uri, ...consent })
  return { uri, profile, devices: stocked, consent: [consent] }
}

async function freeAddress(): Promise<{ host: string; port: number }> {
  const host = '127.0.0.1'
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { host, port: address.port }
}

/** Checks that must be judged in every draft: of each area what such accounts are good for. */
const judgedEverywhere = [
  'directory.present',
  'transport.from.missing',
  'transport.no-certificate.key-material',
  'codec.truncated.key-material',
  'codec.truncated.request-consent',
  'key-material.answered',
  'key-material.all-clients',
  'key-material.exhausted.all-clients',
  'key-material.single-use',
  'key-material.concurrent',
  'key-material.valid',
  'notify.accepted',
  'notify.duplicate.accepted',
  'consent.request.accepted',
  'consent.update.accepted',
  'query.found',
]

/** What a file of facts cannot give, and says so. */
const expectedReasons = [
  /^the driver has no (ready|prepareRoom|createRoom|submit|inbox|deleteUser)/,
  /: unsupported: .* has no account with search .*; add one$/,
  /: unsupported: .* gives no private keys of .*: nothing can be published$/,
  /: unsupported: .* says (grant|deny) for .*, wanted was (grant|deny|none)$/,
  /^needs a room that the target hosts/,
]

describe('a target whose driver is a file of facts', () => {
  it(
    'is judged by what needs no private keys of its accounts, and by nothing wrongly',
    { timeout: 300_000 },
    async () => {
      const configuration = await loadConfiguration({ flags: {}, env: {}, cwd: folder, content: {} })
      const embedded = await embed(configuration.targets)
      const targets = await Promise.all(embedded.targets.map(prepared))
      const summary = await runSuite({ checks, targets })
      await embedded.close()
      const bad = summary.checks.filter(({ verdict }) => !['pass', 'observe', 'skip'].includes(verdict))
      expect(bad.map(({ id, draft, verdict, reason, findings }) => ({ id, draft, verdict, reason, findings }))).toEqual(
        [],
      )
      const skipped = summary.checks.filter(({ verdict }) => verdict === 'skip')
      const unforeseen = skipped.filter(({ reason }) => !expectedReasons.some((text) => text.test(reason ?? '')))
      expect(unforeseen.map(({ id, draft, reason }) => ({ id, draft, reason }))).toEqual([])
      const unjudged = skipped.filter(({ id }) => judgedEverywhere.includes(id))
      expect(unjudged.map(({ id, draft, reason }) => ({ id, draft, reason }))).toEqual([])
      const ids = new Set(summary.checks.map(({ id }) => id))
      expect(judgedEverywhere.filter((id) => !ids.has(id))).toEqual([])
    },
  )
})
