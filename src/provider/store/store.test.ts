import { describe, expect, it } from 'vitest'
import { Bounded } from '../bounded.js'
import { consentRules } from '../rules/consent.js'
import { createConsent, everyone } from './consent.js'
import { createDedup } from './dedup.js'
import { createInboxes } from './inboxes.js'

describe('what the provider remembers', () => {
  it('is bounded, and the oldest goes first', () => {
    const bounded = new Bounded<string, number>(2)
    bounded.set('a', 1)
    bounded.set('b', 2)
    bounded.set('a', 3)
    bounded.set('c', 4)
    expect([bounded.get('a'), bounded.has('b'), bounded.get('c')]).toEqual([3, false, 4])
  })

  it('keeps no more of an inbox than its bounds, and counts on', () => {
    const inboxes = createInboxes()
    const entry = (size: number) => ({ room: '', timestamp: 0n, message: new Uint8Array(size) })
    for (let size = 0; size < 2_100; size += 1) inboxes.deliver('d', entry(1))
    expect(inboxes.read('d', 0)).toHaveLength(2_000)
    expect(inboxes.read('d', 2_099).map(({ cursor }) => cursor)).toEqual([2_100])
    for (let time = 0; time < 10; time += 1) inboxes.deliver('d', entry(1 << 20))
    expect(inboxes.read('d', 0)).toHaveLength(8)
  })

  it('tells bodies and hubs apart, byte by byte', () => {
    const { key, seen, remember } = createDedup()
    remember(key('b.example', 'r', Uint8Array.of(1, 2)))
    expect(seen(key('b.example', 'r', Uint8Array.of(1, 2)))).toBe(true)
    expect(seen(key('b.example', 'r', Uint8Array.of(1, 3)))).toBe(false)
    expect(seen(key('c.example', 'r', Uint8Array.of(1, 2)))).toBe(false)
  })
})

describe('consent', () => {
  const [target, requester, room] = ['mimi://a/u/alice', 'mimi://b/u/bob', 'mimi://b/r/1']
  it.each([
    ['nothing', [], 'noConsent'],
    ['everyone', [[everyone, null, 'grant']], 'granted'],
    [
      'everyone but him',
      [
        [everyone, null, 'grant'],
        [requester, null, 'deny'],
      ],
      'noConsent',
    ],
    [
      'nobody but him',
      [
        [everyone, null, 'deny'],
        [requester, null, 'grant'],
      ],
      'granted',
    ],
    [
      'him, not here',
      [
        [requester, null, 'grant'],
        [requester, room, 'deny'],
      ],
      'noConsent',
    ],
    [
      'him here, nobody elsewhere',
      [
        [requester, room, 'grant'],
        [everyone, null, 'deny'],
      ],
      'granted',
    ],
    ['him elsewhere', [[requester, 'mimi://b/r/2', 'grant']], 'noConsentForThisRoom'],
    [
      'taken back',
      [
        [requester, null, 'grant'],
        [requester, null, 'none'],
      ],
      'noConsent',
    ],
  ] as [string, [string, string | null, 'grant' | 'deny' | 'none'][], string][])(
    'for %s',
    (_what, decisions, expected) => {
      const consent = createConsent()
      for (const [who, where, decision] of decisions) consent.decide({ target, requester: who, room: where }, decision)
      expect(consentRules.consented(consent, { target, requester, room })).toBe(expected)
    },
  )

  it('is asked for until the same scope is cancelled', () => {
    const consent = createConsent()
    const scope = { target, requester, room }
    consent.ask(scope)
    consent.cancel({ ...scope, room: null })
    expect(consent.asked(scope)).toBe(true)
    consent.cancel(scope)
    expect(consent.asked(scope)).toBe(false)
    consent.hear(scope, 'grant')
    expect([consent.heard(scope), consent.heard({ ...scope, room: null })]).toEqual(['grant', undefined])
  })
})
