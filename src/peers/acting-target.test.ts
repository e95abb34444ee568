import { describe, expect, it } from 'vitest'
import { defaultReadings, type Readings } from '../drafts/readings.js'
import type { CreateUserAnswer, Driver, Operation } from '../target/driver/contract.js'
import { type Implementation, implemented } from '../target/driver/contract-json.js'
import type { Directory } from '../transport/directory.js'
import { ActingTarget, endpointUrl, type TargetFacts } from './acting-target.js'
import { Claims } from './claims.js'
import { testSession } from './test-rig.js'

const event = { room: 'mimi://b-06.example/r/1', timestamp: 1n, message: Uint8Array.of(0, 1) }

/** A target whose driver answers like this, and what it was asked. */
function made(
  account: Partial<CreateUserAnswer> = {},
  operations: Operation[] = ['createUser', 'publishKeyPackages', 'setConsent'],
) {
  const asked: { operation: Operation; request: object }[] = []
  const answers: Implementation = {
    createUser: ({ uri }) => Promise.resolve({ uri, ...account }),
    publishKeyPackages: ({ device }) => Promise.resolve({ device }),
    setConsent: () => Promise.resolve({}),
    inbox: ({ after }) => Promise.resolve({ entries: after < 2 ? [{ ...event, cursor: after + 1 }] : [] }),
  }
  const driver: Driver = {
    form: 'http',
    perform(operation, request) {
      asked.push({ operation, request })
      return implemented(operation, answers)(request)
    },
    close: () => Promise.resolve(),
  }
  const target = new ActingTarget(facts({}, {}, { driver, operations: new Set(operations) }), testSession('target'), {
    claims: new Claims(),
    users: new Map(),
    draft: '06',
    readings: defaultReadings,
    credential: () => expect.unreachable('no certificate is needed'),
    peerAt: () => expect.unreachable('no peer has to act'),
  })
  return { target, asked }
}

function facts(
  endpoints: Directory['endpoints'],
  readings: Partial<Readings> = {},
  also: Partial<TargetFacts> = {},
): TargetFacts {
  return {
    domain: 'a-06.example',
    directoryUrl: 'https://a-06.example/',
    directory: { endpoints, unknown: {} },
    driver: { form: 'none', perform: () => Promise.reject(new Error('no driver')), close: () => Promise.resolve() },
    operations: new Set(),
    readings: { ...defaultReadings, ...readings },
    ...also,
  }
}

describe('a user of the target', () => {
  it('has the devices, key packages and consent that were asked for', async () => {
    const { target, asked } = made()
    const user = await target.user({ devices: 2, keyPackages: 3, consent: 'deny' })
    expect(user.devices.map(({ published }) => published.length)).toEqual([3, 3])
    expect(asked.map(({ operation }) => operation)).toEqual([
      'createUser',
      'publishKeyPackages',
      'publishKeyPackages',
      'setConsent',
    ])
    expect(asked.at(-1)?.request).toMatchObject({ user: user.uri, decision: 'deny', requester: 'everyone' })
  })

  it('has the URI that the target gives it, and its own profile where it existed before', async () => {
    const profile = [{ source: 'handle', name: '', value: '@alice' } as const]
    const { target } = made({ uri: 'mimi://a-06.example/u/alice', profile })
    expect(await target.user()).toMatchObject({ uri: 'mimi://a-06.example/u/alice', profile })
  })

  it('that existed before brings its stock, and nothing is published', async () => {
    const { target, asked } = made({ stock: [{ device: 'mimi://a-06.example/d/1', keyPackages: 5 }] })
    expect((await target.user()).device.uri).toBe('mimi://a-06.example/d/1')
    expect(asked.map(({ operation }) => operation)).not.toContain('publishKeyPackages')
    expect((await target.user({ keyPackages: 5, exactly: true })).device.published).toEqual([])
    await expect(target.user({ keyPackages: 4, exactly: true })).rejects.toThrow(/exactly 4 key packages .*; it has 5/)
    await expect(target.user({ devices: 2 })).rejects.toThrow(/2 devices, each with at least 2 key packages/)
    await expect(target.user({ suite: 2 })).rejects.toThrow(/special key packages/)
    await expect(target.user({ keyPackage: { notAfter: 0 } })).rejects.toThrow(/special key packages/)
  })

  it('is delivered to until it is enough, or for as long as it may take, however soon the driver answers', async () => {
    const { target, asked } = made({}, ['createUser', 'publishKeyPackages', 'setConsent', 'inbox'])
    const { device } = await target.user()
    expect(await device.delivered((entries) => entries.length > 0)).toEqual([{ ...event, cursor: 1 }])
    expect(await device.delivered((entries) => entries.length > 2)).toHaveLength(2)
    expect(asked.filter(({ operation }) => operation === 'inbox').length).toBeLessThan(100)
  })

  it('is a skip without the operation, which is named', async () => {
    await expect(made({}, ['createUser']).target.user()).rejects.toThrow('the driver has no publishKeyPackages')
  })
})

describe('an endpoint of the target', () => {
  const uri = 'mimi://a-06.example/u/alice'
  const keyMaterial = 'https://a-06.example/v1/keyMaterial/{targetUser}'

  it.each([
    ['encoded-uri', 'mimi%3A%2F%2Fa-06.example%2Fu%2Falice'],
    ['encoded-path', 'a-06.example%2Fu%2Falice'],
    ['bare-path', 'a-06.example/u/alice'],
  ] as const)('has the URI in its path as the reading %s says', (pathExpansion, path) => {
    const url = endpointUrl(facts({ keyMaterial }, { pathExpansion }), 'keyMaterial', uri)
    expect(url).toBe(`https://a-06.example/v1/keyMaterial/${path}`)
  })

  it('takes the user or the domain for consent, as its placeholder is called', () => {
    const published = facts({ requestConsent: 'https://x/{targetDomain}', updateConsent: 'https://x/{requesterUser}' })
    expect(endpointUrl(published, 'requestConsent', uri)).toBe('https://x/a-06.example')
    expect(endpointUrl(published, 'updateConsent', uri)).toBe('https://x/mimi%3A%2F%2Fa-06.example%2Fu%2Falice')
  })

  it('that is missing is a skip, and so is a missing directory, with its judge', () => {
    expect(() => endpointUrl(facts({}), 'notify', uri)).toThrow(/has no notify/)
    expect(() => endpointUrl(facts({}, {}, { directory: null }), 'notify', uri)).toThrow(/judged by directory.present/)
  })
})
