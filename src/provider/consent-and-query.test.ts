import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encode } from '../codec/index.js'
import { drafts } from '../drafts/ids.js'
import type { CreateUserRequest, ProfileFact } from '../target/driver/contract.js'
import { decodeIn } from '../wire/by-draft.js'
import { ConsentEntry } from '../wire/consent.js'
import { IdentifierRequest, IdentifierResponse } from '../wire/identifier-query.js'
import type { ConsentEndpoint, ConsentOperation } from './rules/consent.js'
import type { SearchType } from './rules/search.js'
import { type Peer, type Rig, startRig } from './test-rig.js'
import { uriBytes } from './uri.js'

const nobody = { component_data: [] }

describe.each(drafts)('in %s', (draft) => {
  let rig: Rig
  let b: Peer
  beforeAll(async () => {
    rig = await startRig(draft)
    b = await rig.peer('b.example')
  })
  afterAll(() => rig.close())

  describe('consent', () => {
    const bob = 'mimi://b.example/u/bob'
    const send = async (
      endpoint: ConsentEndpoint,
      consentOperation: ConsentOperation,
      requester: string,
      target: string,
    ) => {
      const body = encode<unknown>(ConsentEntry[draft], {
        consentOperation,
        requesterUri: { uri: uriBytes(requester) },
        targetUri: { uri: uriBytes(target) },
        roomId: null,
        clientKeyPackages: [],
        consent_extensions: nobody,
      })
      const { response } = await b.post(endpoint, endpoint === 'requestConsent' ? target : requester, body)
      return { status: response?.status, length: response?.body.length }
    }

    it('is received with 201 and no body', async () => {
      const { uri } = await rig.user('alice')
      const received = { status: 201, length: 0 }
      expect(await send('requestConsent', 'request', bob, uri)).toEqual(received)
      expect(await send('requestConsent', 'cancel', bob, uri)).toEqual(received)
      expect(await send('requestConsent', 'cancel', 'mimi://b.example/u/never', uri)).toEqual(received)
      expect(await send('updateConsent', 'grant', uri, bob)).toEqual(received)
      expect(await send('updateConsent', 'revoke', uri, bob)).toEqual(received)
    })

    it('is refused for unknown users, wrong sides and operations of the other endpoint', async () => {
      const { uri } = await rig.user('anna')
      const { domain } = rig.provider
      expect((await send('requestConsent', 'request', bob, `mimi://${domain}/u/nobody`)).status).toBe(404)
      expect((await send('updateConsent', 'grant', `mimi://${domain}/u/nobody`, bob)).status).toBe(404)
      expect((await send('requestConsent', 'request', 'mimi://c.example/u/cathy', uri)).status).toBe(403)
      expect((await send('requestConsent', 'request', bob, 'mimi://c.example/u/cathy')).status).toBe(403)
      expect((await send('updateConsent', 'grant', uri, 'mimi://c.example/u/cathy')).status).toBe(403)
      expect((await send('requestConsent', 'grant', bob, uri)).status).toBe(400)
      expect((await send('updateConsent', 'request', uri, bob)).status).toBe(400)
    })
  })

  describe('identifier query', () => {
    const claim = (name: string, value: string): ProfileFact => ({ source: 'oidcStdClaim', name, value })
    const handle = (value: string): ProfileFact => ({ source: 'handle', name: '', value })
    const create = (name: string, search: CreateUserRequest['search'], profile: ProfileFact[]) =>
      rig.drive('createUser', { uri: `mimi://${rig.provider.domain}/u/${name}`, search, profile })
    beforeAll(async () => {
      const family = claim('family_name', 'Mather')
      await create('xavier', 'open', [handle('im:xavier@xyz.example'), claim('given_name', 'Xavier'), family])
      await create('yolanda', 'handle', [handle('im:yolanda@xyz.example'), claim('given_name', 'Yolanda'), family])
      await create('zach', 'hidden', [handle('im:zach@xyz.example'), claim('given_name', 'Zach'), family])
    })

    const query = async (...elements: [SearchType, string, string?][]) => {
      const query_elements = elements.map(([searchType, value, field = '']) => ({
        searchType,
        searchValue: uriBytes(value),
        claimName: uriBytes(field),
        fieldName: uriBytes(field),
        propertyName: uriBytes(field),
      }))
      const request = { ...query_elements[0], query_elements, id_request_extensions: nobody }
      const body = encode<unknown>(IdentifierRequest[draft], request)
      const { response } = await b.post('identifierQuery', rig.provider.domain, body)
      expect(response?.status).toBe(200)
      const answer = decodeIn(IdentifierResponse, draft, response?.body ?? new Uint8Array())
      const found = answer.foundProfiles.map(({ stableUri }) =>
        Buffer.from(stableUri.uri).toString().replace(/.*\//, ''),
      )
      return [answer.responseCode, ...found]
    }

    it('respects how users want to be found', async () => {
      expect(await query(['handle', 'im:xavier@xyz.example'])).toEqual(['success', 'xavier'])
      expect(await query(['handle', 'im:yolanda@xyz.example'])).toEqual(['success', 'yolanda'])
      expect(await query(['handle', 'im:zach@xyz.example'])).toEqual(['notFound'])
      expect(await query(['partialName', 'mat'])).toEqual(['success', 'xavier'])
      expect(await query(['wholeProfile', 'olanda'])).toEqual(['notFound'])
    })

    it('matches exactly where it must', async () => {
      expect(await query(['handle', 'im:xavier'])).toEqual(['notFound'])
      expect(await query(['nick', 'xavier'])).toEqual(['success', 'xavier'])
      expect(await query(['oidcStdClaim', 'xavier', 'given_name'])).toEqual(['notFound'])
      expect(await query(['oidcStdClaim', 'Xavier', 'given_name'])).toEqual(['success', 'xavier'])
    })

    it('refuses fields it does not know and texts that fit everything', async () => {
      expect(await query(['oidcStdClaim', 'x', 'no_such_claim'])).toEqual(['unsupportedField'])
      expect(await query(['wholeProfile', ''])).toEqual(['forbidden'])
    })

    it.runIf(draft === '06')('finds who matches every element', async () => {
      expect(await query(['oidcStdClaim', 'Xavier', 'given_name'], ['oidcStdClaim', 'Mather', 'family_name'])).toEqual([
        'success',
        'xavier',
      ])
      expect(await query(['oidcStdClaim', 'Xavier', 'given_name'], ['oidcStdClaim', 'Other', 'family_name'])).toEqual([
        'notFound',
      ])
      expect(await query(['handle', 'im:yolanda@xyz.example'], ['oidcStdClaim', 'Mather', 'family_name'])).toEqual([
        'notFound',
      ])
      expect(await query()).toEqual(['forbidden'])
    })
  })
})
