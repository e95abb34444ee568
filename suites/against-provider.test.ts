import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checks } from './index.js'
import { drafts } from '../src/drafts/ids.js'
import { createNetwork } from '../src/peers/peer-network.js'
import type { Network } from '../src/peers/network.js'
import { type Provider, startProvider } from '../src/provider/start.js'
import { loadConfiguration } from '../src/target/configuration.js'
import { createHttpDriver } from '../src/target/driver/http.js'
import { createAuthority } from '../src/transport/certificates.js'
import { connect } from '../src/check/connect.js'
import type { Environment } from '../src/check/environment.js'
import { evaluate } from '../src/check/verdict.js'

describe.each(drafts)('the reference provider in draft %s', (draft) => {
  let provider: Provider
  let network: Network
  let environment: Environment

  beforeAll(async () => {
    provider = await startProvider({ draft, domain: `a-${draft}.example`, authority: await createAuthority('target') })
    const { directory, host, port, trustAnchor, controlUrl } = provider
    network = await createNetwork({ draft, connectTo: { host, port } })
    const { targets } = await loadConfiguration({
      flags: { draft },
      env: {},
      cwd: '.',
      content: { drafts: { [draft]: { directory } } },
    })
    const [configured] = targets
    if (!configured) throw new Error('no target')
    const driver = createHttpDriver({ url: controlUrl, timeoutMs: 5000 })
    const configuration = { ...configured, trustAnchors: [trustAnchor], timing: { fanoutMs: 500, quietMs: 100 } }
    const connection = await connect({ configuration, network, driver })
    if (connection.kind !== 'connected') throw new Error(connection.reason)
    environment = connection.environment
  })

  afterAll(async () => {
    await network.close()
    await provider.close()
  })

  it.each(checks.filter((check) => check.drafts.includes(draft)))('passes $id', async (check) => {
    const evaluation = await evaluate(check, environment, { deadlineMs: 10_000 })
    const { verdict, reason, findings } = evaluation
    if (check.observes) expect(verdict).toMatch(/^(pass|observe)$/)
    else expect({ verdict, reason, findings }).toEqual({ verdict: 'pass', reason: null, findings: [] })
    expect(evaluation.exchanges.every(({ owner }) => owner === check.id)).toBe(true)
  })
})
