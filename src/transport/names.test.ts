import { describe, expect, it } from 'vitest'
import type { CertificateFacts, TlsFacts } from './exchange.js'
import { fromHeader, hostDomain, notAuthenticated, parseFrom, sameDomain, sanMatches } from './names.js'

describe('From', () => {
  it('names the source provider by an addr-spec', () => {
    expect(parseFrom([fromHeader('a.example')])).toEqual({ ok: true, domain: 'a.example' })
    expect(parseFrom(['mimi@A.Example'])).toEqual({ ok: true, domain: 'a.example' })
    expect(parseFrom(['mimi@b-06.example'])).toEqual({ ok: true, domain: 'b-06.example' })
    expect(parseFrom(['mimi@localhost'])).toEqual({ ok: true, domain: 'localhost' })
  })

  it.each([
    [[], 'no From'],
    [['mimi@a.example', 'mimi@a.example'], '2 From'],
    [['MIMI <mimi@a.example>'], 'addr-spec'],
    [['<mimi@a.example>'], 'addr-spec'],
    [['mimi@a.example, mimi@b.example'], 'addr-spec'],
    [['mimi@a.example (home)'], 'addr-spec'],
    [['mimi'], 'addr-spec'],
    [[''], 'addr-spec'],
    [['other@a.example'], 'local part'],
    [['Mimi@a.example'], 'local part'],
    [['mimi+x@a.example'], 'local part'],
    [['mimi@x@a.example'], 'local part'],
    [['mimi@'], 'domain part'],
    [['mimi@127.0.0.1'], 'domain part'],
    [['mimi@a..example'], 'domain part'],
    [['mimi@-a.example'], 'domain part'],
  ])('%j names nobody', (values, reason) => {
    expect(parseFrom(values)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
})

describe('Host', () => {
  it.each([
    ['a.example', 'a.example'],
    ['A.Example', 'a.example'],
    ['a.example:8443', 'a.example'],
    ['a.example:', 'a.example'],
    ['a.example.', 'a.example'],
    ['[::1]:443', '[::1]'],
    ['127.0.0.1:80', '127.0.0.1'],
    ['', null],
    [null, null],
    ['a.example:x', null],
    ['https://a.example', null],
    ['a b', null],
  ])('%j stands for %j', (host, domain) => {
    expect(hostDomain(host)).toBe(domain)
  })
})

describe('a certificate', () => {
  const names = (...sans: string[]): { sans: string[] } => ({ sans })

  it.each([
    ['a.example', ['a.example'], true],
    ['A.example', ['a.EXAMPLE'], true],
    ['a.example', ['a.example.'], true],
    ['a.example', ['b.example', 'a.example'], true],
    ['a.example', [], false],
    ['a.example', ['example'], false],
    ['a.example', ['xa.example'], false],
    ['m.a.example', ['*.a.example'], true],
    ['x.m.a.example', ['*.a.example'], false],
    ['a.example', ['*.a.example'], false],
    ['a.example', ['*.example'], false],
    ['m.a.example', ['m*.a.example'], false],
    ['m.a.example', ['m.*.example'], false],
    ['m.a.example', ['*'], false],
    ['a.example', ['IP Address:127.0.0.1'], false],
  ])('for %j with names %j: %j', (domain, sans, matches) => {
    expect(sanMatches(domain, names(...sans))).toBe(matches)
  })

  it('authenticates only when trusted and for the domain', () => {
    const certificate: CertificateFacts = {
      subject: 'CN=a.example',
      sans: ['a.example'],
      validFrom: '',
      validTo: '',
      fingerprint256: '',
      extKeyUsage: [],
      issuer: '',
      raw: new Uint8Array(),
    }
    const tls: TlsFacts = {
      protocol: '',
      cipher: '',
      servername: null,
      certificate,
      authorized: true,
      authorizationError: null,
    }
    expect(notAuthenticated('A.example', tls)).toBeNull()
    expect(notAuthenticated('b.example', tls)).toContain('expected b.example')
    expect(notAuthenticated('a.example', null)).toContain('not TLS')
    expect(notAuthenticated('a.example', { ...tls, certificate: null })).toContain('no certificate')
    const expired = { ...tls, authorized: false, authorizationError: 'CERT_HAS_EXPIRED' }
    expect(notAuthenticated('a.example', expired)).toContain('CERT_HAS_EXPIRED')
  })

  it('domains compare without case', () => {
    expect(sameDomain('A.example', 'a.EXAMPLE.')).toBe(true)
    expect(sameDomain('a.example', 'b.example')).toBe(false)
  })
})
