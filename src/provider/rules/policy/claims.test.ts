import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import { beforeAll, describe, expect, it } from 'vitest'
import { encode } from '../../../codec/index.js'
import { basicCredential } from '../../../mls/credential.js'
import { componentIds, type Credential, type ExternalSender } from '../../../mls/wire/index.js'
import { PreAuthData } from '../../../wire/room-roles.js'
import { standardRoles, toWireRole } from '../../../wire/room-state/index.js'
import { meets } from './claims.js'
import { createRoom, leafOf, ok, rolesWith, user } from './test-rig.js'

const text = (some: string) => new TextEncoder().encode(some)
const organization = Uint8Array.of(0x55, 4, 10)
const unit = Uint8Array.of(0x55, 4, 11)
const alternativeName = Uint8Array.of(0x55, 29, 17)
const claim = (id: Uint8Array, value: string | Uint8Array) => ({
  claim_id: { credential_type: 2, id },
  claim_value: typeof value === 'string' ? text(value) : value,
})

let credential: Credential
let name: Uint8Array
beforeAll(async () => {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const names = new SubjectAlternativeNameExtension([{ type: 'url', value: user('dave') }])
  name = new Uint8Array(names.value)
  const certificate = await X509CertificateGenerator.create(
    {
      subject: 'O=Example, OU=HR',
      issuer: 'O=Issuer',
      publicKey: keys.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [names],
    },
    webcrypto,
  )
  credential = { credential_type: 2, certificates: [{ cert_data: new Uint8Array(certificate.rawData) }] }
})

describe('a claim', () => {
  it('is met by an attribute of the subject with exactly that value', () => {
    expect(meets(credential, [claim(organization, 'Example')])).toBe(true)
    expect(meets(credential, [claim(organization, 'Exampl')])).toBe(false)
    expect(meets(credential, [claim(organization, 'Issuer')])).toBe(false)
    expect(meets(credential, [claim(Uint8Array.of(6, 3, ...organization), 'Example')])).toBe(true)
  })

  it('is met by an extension', () => {
    expect(meets(credential, [claim(alternativeName, name)])).toBe(true)
    expect(meets(credential, [claim(alternativeName, name.subarray(1))])).toBe(false)
  })

  it('is met together with all others, or not', () => {
    expect(meets(credential, [claim(organization, 'Example'), claim(unit, 'HR')])).toBe(true)
    expect(meets(credential, [claim(organization, 'Example'), claim(unit, 'IT')])).toBe(false)
  })

  it('is never met by a basic credential or by octets that are no certificate', () => {
    expect(meets(basicCredential(user('dave')), [claim(organization, 'Example')])).toBe(false)
    for (const octets of [[], [0x30], [0x30, 0x84, 0xff, 0xff, 0xff, 0xff], [0x30, 3, 0x30, 1, 0x30]])
      expect(
        meets({ credential_type: 2, certificates: [{ cert_data: Uint8Array.from(octets) }] }, [claim(unit, 'HR')]),
      ).toBe(false)
  })
})

describe('preauthorization (room-policy-03, 4)', () => {
  const roles = standardRoles('06')
  const entry = (role: string, ...claimset: ReturnType<typeof claim>[]) => {
    const [target] = roles.filter((one) => one.name === role)
    return target ? [{ claimset, target_role: toWireRole(target) }] : []
  }
  const rules = () => [
    ...entry('moderator', claim(organization, 'Example'), claim(unit, 'IT')),
    ...entry('member', claim(organization, 'Example')),
    ...entry('admin', claim(unit, 'HR')),
  ]
  const room = (options: Parameters<typeof createRoom>[0] = {}, entries = rules()) => {
    const data = encode(PreAuthData, { preauthorized_entries: entries })
    return createRoom({ ...options, components: [{ component_id: componentIds.preauth_list, data }] })
  }
  const by = (who: string) => ({ kind: 'user', user: user(who), leaf: leafOf(who, 0, credential) }) as const

  it('gives the role of the first rule that is met, and no other', () => {
    const { commit, addUser } = room()
    expect(commit(by('dave'), [addUser('dave', 'member')], { external: true })).toEqual(ok)
    for (const role of ['moderator', 'admin'])
      expect(commit(by('dave'), [addUser('dave', role)], { external: true })).toMatchObject({ code: 'notAllowed' })
  })

  it('needs canJoinIfPreauthorized, and respects the maxima', () => {
    const without = rolesWith('06', {
      member: (role) => ({ ...role, rights: role.rights.filter((right) => right !== 'canJoinIfPreauthorized') }),
    })
    const full = rolesWith('06', { member: (role) => ({ ...role, participants: { min: 0, max: 2 } }) })
    for (const changed of [without, full]) {
      const { commit, addUser } = room({ roles: changed })
      expect(commit(by('dave'), [addUser('dave')], { external: true })).toMatchObject({ code: 'notAllowed' })
    }
  })

  it('lets nobody back in who is banned', () => {
    const { commit, setRole } = room({ users: { alice: 'admin', dave: 'banned' } })
    expect(commit(by('dave'), [setRole('dave', 'member')], { external: true })).toMatchObject({ section: '5.3' })
  })

  it('is what participants may change their own role to', () => {
    const { commit, setRole } = room({ users: { alice: 'admin', dave: 'moderator' } })
    expect(commit(by('dave'), [setRole('dave', 'member')])).toEqual(ok)
    expect(commit(by('dave'), [setRole('dave', 'admin')])).toMatchObject({ section: 'room-policy-03, 8.1.3' })
    const plain = createRoom({ users: { alice: 'admin', dave: 'moderator' } })
    expect(plain.commit(by('dave'), [plain.setRole('dave', 'member')])).toMatchObject({ code: 'notAllowed' })
  })

  it('bounds what a server may propose', () => {
    const sender: ExternalSender = { signature_key: new Uint8Array([1]), credential }
    const server = { kind: 'external', index: 0, domain: 'b.example' } as const
    const enforcer = rolesWith('06', { guest: (role) => ({ ...role, rights: ['canKick'] }) })
    const { propose, removeClients, addClient } = room(
      { externalSenders: [sender], roles: enforcer },
      entry('guest', claim(organization, 'Example')),
    )
    expect(propose(server, ...removeClients('bob'))).toEqual(ok)
    expect(propose(server, addClient('dave'))).toMatchObject({ code: 'notAllowed' })
  })
})
