import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentEntry } from '../peers/builders.js'
import { encodeRequest } from '../peers/endpoints.js'
import { openNetwork, type TestTarget } from '../peers/test-rig.js'
import type { Environment } from './environment.js'
import { emptyEnvironment, judge } from './test-rig.js'

let target: TestTarget
let environment: Environment
beforeAll(async () => {
  const empty = await emptyEnvironment()
  await empty.network.close()
  target = await openNetwork()
  environment = { ...empty, network: target.network }
})
afterAll(() => target.close())

/** The target asks for a user's consent. */
function ask(domain: string, user: string) {
  const entry = consentEntry({ operation: 'request', requester: 'mimi://a-06.example/u/x', target: user })
  const url = `https://${domain}/v1/requestConsent/${encodeURIComponent(user)}`
  return target.request('POST', url, encodeRequest('requestConsent', '06', entry))
}

describe('what must arrive', () => {
  it('is returned when it arrives', async () => {
    const patient = { ...environment, timing: { ...environment.timing, fanoutMs: 5000 } }
    const evaluation = await judge(patient, async ({ peer, arrives }) => {
      const { uri } = peer.user()
      void ask(peer.domain, uri)
      await arrives(peer, { action: 'requestConsent', about: uri })
    })
    expect(evaluation.verdict).toBe('pass')
  })

  it('is a finding when it does not, and ends the check', async () => {
    const { verdict, findings } = await judge(environment, async ({ peer, arrives }) => {
      await arrives(peer, { action: 'notify' }, { requirement: 'MIMI-NTF-021' })
      throw new Error('it went on')
    })
    expect(verdict).toBe('warn')
    expect(findings).toMatchObject([{ requirement: 'MIMI-NTF-021', actual: 'nothing came within 60 ms' }])
  })
})

describe('what must not arrive', () => {
  it('is judged once the marker has arrived', async () => {
    const order: string[] = []
    const { verdict } = await judge(environment, async ({ peer, silent }) => {
      const { uri } = peer.user()
      const marker = async () => {
        order.push('marker')
        await ask(peer.domain, uri)
      }
      await silent(peer, { about: uri }, { marker, as: 'warn' })
    })
    expect([order, verdict]).toEqual([['marker'], 'warn'])
  })

  it('is looked for again at the end of the run', async () => {
    let about = ''
    const b = await judge(environment, async ({ peer, silent }) => {
      about = peer.user().uri
      await silent(peer, { action: 'requestConsent', about })
    })
    expect(b.verdict).toBe('pass')
    const watch = environment.late.at(-1)
    expect(watch?.look()).toBeNull()
    await ask('b-06.example', about)
    expect(watch?.look()).toMatchObject({ severity: 'fail', note: 'it came after the check had ended' })
  })
})
