import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { type Codec, encode, type Infer, toJson, tryDecode } from '../../src/codec/index.js'
import { verifyWithLabel } from '../../src/mls/sign.js'
import { credentialTypes, proposalTypes } from '../../src/mls/wire/index.js'
import { uri } from '../../src/peers/builders.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { encodeResponse } from '../../src/peers/endpoints.js'
import { hosting } from '../../src/peers/hosted-room.js'
import { sanMatches } from '../../src/transport/names.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../../src/wire/key-material.js'

const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: hosting }

/** An admin of a room of the target asks the target for the key packages of a user of a third provider. */
async function relayed(context: CheckContext) {
  const { draft, target, peer, other } = context
  const [requester, wanted] = [peer.user({ name: 'adder' }), other.user({ name: 'wanted' })]
  const room = await target.host({ members: [{ user: requester, role: 'admin' }] })
  const [keyPackage] = wanted.device.keyPackages(1)
  if (!keyPackage) throw new Error('a device makes as many key packages as are wanted')
  const clients = [{ clientStatus: 'success', clientUri: uri(wanted.device.uri), keyPackage: keyPackage.keyPackage }]
  const body = encodeResponse('keyMaterial', draft, {
    protocol: 'mls10',
    userStatus: 'success',
    userUri: uri(wanted.uri),
    clients,
  })
  other.answer({ action: 'keyMaterial', about: wanted.uri }, { status: 200, body })
  const required = { credential_types: [credentialTypes.basic] }
  const answer = await peer.keyMaterial({ requester, target: wanted.uri, room: room.uri, suites: [1, 3], required })
  const [sent] = other.requests({ action: 'keyMaterial', about: wanted.uri })
  return { room, requester, wanted, keyPackage: keyPackage.keyPackage, body, answer, sent }
}

/** As `relayed`, where it is not judged whether the request is passed on at all. */
async function arrived(context: CheckContext) {
  const { sent, ...rest } = await relayed(context)
  return { ...rest, sent: sent ?? context.skip('the request was not passed on; judged by key-material.relayed') }
}

const passedOn = check({
  ...hosted,
  id: 'key-material.relayed',
  title: "A request for a room of the target is passed on to the wanted user's provider, and the answer passed back",
  requirements: ['MIMI-KEY-005'],
  fails: 'No request comes to the provider of the wanted user, or the requester is given another answer than its own.',
  async run(context) {
    const { other, must, that } = context
    const { wanted, body, answer, sent } = await relayed(context)
    must(sent, {
      expected: `a request for key material of ${wanted.uri} at ${other.domain}`,
      actual: `none came; the requester was answered ${describeAnswer(answer)}`,
      exchange: answer,
    })
    const given = answer.exchange.response?.body ?? new Uint8Array()
    that(answer.status === 200 && Buffer.compare(given, body) === 0, {
      expected: `the answer of ${other.domain}, status 200 and ${body.length} bytes`,
      actual: `${describeAnswer(answer)}, ${given.length} bytes`,
      exchange: answer,
    })
  },
})

const request = check({
  ...hosted,
  id: 'key-material.relayed.request',
  title: 'The request that is passed on says what the requester said, and comes from the hub',
  requirements: ['MIMI-KEY-006'],
  fails: "Fields of the request are changed on the way, or From or the certificate are not the hub's.",
  async run(context) {
    const { draft, target, that } = context
    const { answer, sent } = await arrived(context)
    const codec: Codec<unknown> = KeyMaterialRequest[draft]
    const fieldsOf = (body: Uint8Array | undefined) => {
      const read = tryDecode(codec, body ?? new Uint8Array())
      const json = read.ok ? toJson(codec, read.value) : null
      return new Map(json !== null && typeof json === 'object' ? Object.entries(json) : [])
    }
    const came = fieldsOf(sent.request.body)
    for (const [field, wanted] of fieldsOf(answer.exchange.request.body))
      that(JSON.stringify(came.get(field)) === JSON.stringify(wanted), {
        expected: `${field} as the requester has it: ${JSON.stringify(wanted)}`,
        actual: JSON.stringify(came.get(field)) ?? 'it is missing',
        path: field,
        exchange: sent,
      })
    const from = `mimi@${target.domain}`
    that(sent.request.from.join(', ').toLowerCase() === from, {
      expected: `From: ${from}, for the hub is the source of what it passes on (4.1)`,
      actual: `From: ${sent.request.from.join(', ') || 'none'}`,
      exchange: sent,
    })
    const certificate = sent.request.tls?.certificate
    that(certificate ? sanMatches(target.domain, certificate) : false, {
      expected: `a client certificate for ${target.domain}`,
      actual: certificate ? `one for ${certificate.sans.join(', ') || 'no name'}` : 'none',
      exchange: sent,
    })
  },
})

const signature = check({
  ...hosted,
  id: 'key-material.relayed.signature',
  title: "The requester's signature still verifies when the hub has passed its request on",
  requirements: ['MIMI-KEY-034'],
  fails: 'The signature of the request that arrives does not verify over its fields.',
  async run(context) {
    const { sent } = await arrived(context)
    const read = tryDecode(KeyMaterialRequest['06'], sent.request.body)
    context.that(read.ok && isSigned(read.value), {
      expected: 'a signature that verifies under requesterSignatureKey over the fields as they came (5.2)',
      actual: read.ok ? 'one that does not' : `${read.error.code} at byte ${read.error.offset}`,
      path: 'key_material_request_signature',
      exchange: sent,
    })
  },
})

function isSigned(request: Infer<(typeof KeyMaterialRequest)['06']>): boolean {
  const { acceptableCiphersuites, requesterSignatureKey, key_material_request_signature } = request
  const content = encode(KeyMaterialRequestTBS['06'], request)
  return acceptableCiphersuites.some((suite) =>
    verifyWithLabel(suite, requesterSignatureKey, 'KeyMaterialRequestTBS', content, key_material_request_signature),
  )
}

const welcome = check({
  ...hosted,
  id: 'key-material.relayed.welcome',
  title: 'The Welcome for a key package that was fetched through the hub goes to the provider that it came from',
  requirements: ['MIMI-KEY-029'],
  fails: 'The commit that adds the client is taken, and no Welcome comes to the provider of its user.',
  async run(context) {
    const { other, arrivesIn, skip } = context
    const { room, requester, wanted, answer, keyPackage } = await relayed(context)
    if (answer.code !== 'success') return skip('no key package came through the hub; judged by key-material.relayed')
    const commit = await room.client(requester).change({
      participants: { add: [{ user: wanted }] },
      proposals: [{ proposal_type: proposalTypes.add, key_package: keyPackage }],
    })
    await room.send(commit).accepted()
    await arrivesIn(
      room,
      other,
      { kind: 'welcome' },
      {
        expected: `the Welcome at ${other.domain}, whose key package was fetched through the hub`,
      },
    )
  },
})

export default [passedOn, request, signature, welcome]
