import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { credentialIdentity } from '../../src/mls/credential.js'
import { capabilitiesIn } from '../../src/mls/device.js'
import { verifyWithLabel } from '../../src/mls/sign.js'
import { credentialTypes } from '../../src/mls/wire/registries.js'
import { keyMaterialRequest } from '../../src/peers/builders.js'
import { encodeRequest } from '../../src/peers/endpoints.js'
import { tryDecodeIn } from '../../src/wire/by-draft.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../../src/wire/key-material.js'
import { provisioning, textOf } from './asking.js'

const shared: Pick<Definition, 'roles' | 'needs'> = { roles: ['follower'], needs: [...provisioning, 'submit'] }
const suites = [1, 3]

/**
 * A client of the target, member of a room that the hub hosts, asks for the key packages of a user of a third provider,
 * in order to add that user to the room.
 */
async function askForNewcomer({ draft, target, hub, other, skip }: CheckContext) {
  const user = await target.user()
  const room = await hub.roomWith(user)
  const newcomer = other.user({ name: 'newcomer' })
  const { extensions, proposals } = capabilitiesIn[draft]
  const required = {
    extension_types: extensions,
    proposal_types: proposals,
    credential_types: [credentialTypes.basic],
  }
  const request = keyMaterialRequest(draft, { requester: user, target: newcomer.uri, room: room.uri, suites, required })
  const told = await user.submit('keyMaterial', room.uri, encodeRequest('keyMaterial', draft, request))
  const match = { action: 'keyMaterial' as const, about: newcomer.uri }
  const atHub = 'pending' in told ? await hub.request(match) : (hub.requests(match)[0] ?? null)
  const refused = !('pending' in told) && (told.status < 200 || told.status > 299)
  if (!atHub && refused && other.requests(match).length === 0)
    skip(`the target sent its client's request to nobody and told it status ${told.status}`)
  return { atHub, match, user, room, required }
}

/** The request as it arrived at the hub. */
async function arrived(context: CheckContext) {
  const { atHub, ...asked } = await askForNewcomer(context)
  const { draft, skip } = context
  if (!atHub) return skip('no request came to the hub; judged by key-material.sent.to-hub')
  const read = tryDecodeIn(KeyMaterialRequest, draft, atHub.request.body)
  if (!read.ok) return skip(`the request cannot be read: ${read.error.message}`)
  return { ...asked, atHub, request: read.value }
}

export default [
  check({
    ...shared,
    id: 'key-material.sent.to-hub',
    title: "Key packages for use in a room are requested through the room's hub only",
    requirements: ['MIMI-KEY-004'],
    fails: "The request of a client in the hub's room goes to the newcomer's provider, or not to the hub.",
    async run(context) {
      const { hub, other, that, silent } = context
      const { atHub, match, room } = await askForNewcomer(context)
      const direct = other.requests(match)[0]
      that(atHub !== null, {
        expected: `the request at ${hub.domain}, the hub of ${room.uri}`,
        actual: direct ? `it came to ${other.domain}, the newcomer's provider` : 'it came to nobody',
        exchange: direct,
      })
      if (!atHub) return
      await silent(other, match, {
        expected: `no request at ${other.domain}, the newcomer's provider: the hub asks there`,
        marker: async () => atHub,
      })
    },
  }),
  check({
    ...shared,
    id: 'key-material.sent.room',
    title: "A request made in order to add a user to a room carries that room's id",
    requirements: ['MIMI-KEY-007'],
    fails: "roomId of the request that arrives is empty or another room's.",
    async run(context) {
      const { atHub, request, room } = await arrived(context)
      const roomId = textOf(request.roomId.uri)
      context.that(roomId === room.uri, {
        expected: `roomId ${room.uri}`,
        actual: roomId === '' ? 'an empty roomId' : `roomId ${roomId}`,
        path: 'roomId.uri',
        exchange: atHub,
      })
    },
  }),
  check({
    ...shared,
    id: 'key-material.sent.suites',
    title: 'The request that is sent states at least one acceptable cipher suite',
    requirements: ['MIMI-KEY-008'],
    fails: 'acceptableCiphersuites of the request that arrives is empty.',
    async run(context) {
      const { atHub, request } = await arrived(context)
      context.that(request.acceptableCiphersuites.length > 0, {
        expected: `acceptableCiphersuites not empty; the client stated ${suites.join(', ')}`,
        actual: 'an empty list',
        path: 'acceptableCiphersuites',
        exchange: atHub,
      })
    },
  }),
  check({
    ...shared,
    id: 'key-material.sent.capabilities',
    title: 'The request that is sent states the capabilities that the room needs',
    requirements: ['MIMI-KEY-037'],
    fails:
      'Of the required capabilities that the client stated some are missing in the request that arrives (a warning).',
    async run(context) {
      const { atHub, request, required } = await arrived(context)
      const { extension_types, proposal_types, credential_types } = request.requiredCapabilities
      const missing = [
        ...required.extension_types
          .filter((type) => !extension_types.includes(type))
          .map((type) => `extension ${type}`),
        ...required.proposal_types.filter((type) => !proposal_types.includes(type)).map((type) => `proposal ${type}`),
        ...required.credential_types
          .filter((type) => !credential_types.includes(type))
          .map((type) => `credential ${type}`),
      ]
      // How closely the list has to follow the group is unstated (reading R-KEY-037).
      context.that(missing.length === 0, {
        expected: 'every type that the client stated as required in the room',
        actual: `missing: ${missing.join(', ')}`,
        as: 'warn',
        path: 'requiredCapabilities',
        exchange: atHub,
      })
    },
  }),
  check({
    ...shared,
    id: 'key-material.sent.signed',
    title: "The request that is sent verifies with the requester's key that it carries",
    requirements: ['MIMI-KEY-038'],
    fails:
      'key_material_request_signature does not verify over the fields that arrive: the server changed what its client ' +
      'had signed. A credential that does not name the requesting user is a warning.',
    async run(context) {
      const { atHub, request, user } = await arrived(context)
      if (!('requesterSignatureKey' in request)) return context.skip('requests of this draft are not signed')
      const { acceptableCiphersuites, requesterSignatureKey: key, key_material_request_signature: signature } = request
      const content = encode(KeyMaterialRequestTBS['06'], request)
      const verifies = acceptableCiphersuites.some((suite) =>
        verifyWithLabel(suite, key, 'KeyMaterialRequestTBS', content, signature),
      )
      context.that(verifies, {
        expected:
          'a signature by requesterSignatureKey over KeyMaterialRequestTBS: pass on what the client signed as it is',
        actual: `one that verifies with none of the acceptable suites ${acceptableCiphersuites.join(', ')}`,
        path: 'key_material_request_signature',
        exchange: atHub,
      })
      const names = credentialIdentity(request.requesterCredential)
      const requester = textOf(request.requestingUser.uri)
      context.that(
        names.some((name) => name === requester || name === user.device.uri),
        {
          expected: `a credential of the requesting user ${requester}`,
          actual: names.length === 0 ? 'one that names no URI' : `one that names ${names.join(', ')}`,
          as: 'warn',
          path: 'requesterCredential',
          exchange: atHub,
        },
      )
    },
  }),
]
