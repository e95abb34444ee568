/** For tests: a provider that runs, the peers around it, and a driver's end of its control URL. */
import type { Draft } from '../drafts/ids.js'
import { createDevice, type Device, type KeyPackageOptions } from '../mls/device.js'
import { signWithLabel } from '../mls/sign.js'
import type { AnswerOf, Operation, PeerFacts, RequestOf } from '../target/driver/contract.js'
import { readAnswer, writeRequest } from '../target/driver/contract-json.js'
import { type Authority, createAuthority } from '../transport/certificates.js'
import { type Client, createClient } from '../transport/client.js'
import { expand, expandConsent, parseDirectory, wellKnown } from '../transport/directory.js'
import type { Exchange, Headers } from '../transport/exchange.js'
import { fromHeader } from '../transport/names.js'
import { encodeIn } from '../wire/by-draft.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../wire/key-material.js'
import type { Action } from '../transport/actions.js'
import { encode } from '../codec/index.js'
import type { Context } from './endpoints/endpoint.js'
import type { Fault } from './fault.js'
import { createPorts } from './ports.js'
import { type Provider, startProvider } from './start.js'
import { uriBytes } from './uri.js'

export interface Rig {
  readonly provider: Provider
  readonly authority: Authority
  /** Performs a driver operation. */
  drive<O extends Operation>(operation: O, request: RequestOf<O>): Promise<AnswerOf<O>>
  /** A peer as client. */
  peer(domain: string): Promise<Peer>
  /** A user of the provider, with that many key packages on each device, granting everybody. */
  user(name: string, devices?: number, keyPackages?: number, options?: KeyPackageOptions): Promise<LocalUser>
  close(): Promise<void>
}

export interface LocalUser {
  readonly uri: string
  readonly devices: readonly Device[]
}

export interface Peer {
  readonly domain: string
  get(url: string, headers?: Headers): Promise<Exchange>
  post(action: Action, value: string, body: Uint8Array, headers?: Headers): Promise<Exchange>
  keyMaterial(target: string, options?: KeyMaterialOptions): Promise<Exchange>
}

export interface KeyMaterialOptions {
  requester?: string
  room?: string
  suites?: number[]
  extensions?: number[]
  path?: string
  signAs?: string
  breakSignature?: boolean
}

let instances = 0

export async function startRig(draft: Draft, fault?: Fault, peers: PeerFacts[] = []): Promise<Rig> {
  const authority = await createAuthority('test')
  instances += 1
  const domain = `a${instances}.example`
  const provider = await startProvider({ draft, domain, authority, fault })
  const clients: Client[] = []
  let calls = 0
  const rig: Rig = {
    provider,
    authority,
    async drive(operation, request) {
      const id = (calls += 1)
      const answer = await fetch(provider.controlUrl, { method: 'POST', body: writeRequest(id, operation, request) })
      return readAnswer(id, operation, await answer.text())
    },
    async peer(from) {
      const client = createClient({
        identity: await authority.issue({ domain: from }),
        trust: [provider.trustAnchor],
        timeoutMs: 5000,
        resolve: (url) => ({ host: provider.host, port: provider.port, servername: url.hostname }),
      })
      clients.push(client)
      return peerOf(draft, provider, client, from)
    },
    async user(name, devices = 1, keyPackages = 2, options = {}) {
      const { uri } = await rig.drive('createUser', { uri: `mimi://${domain}/u/${name}`, profile: [], search: 'open' })
      const made: Device[] = []
      for (let number = 1; number <= devices; number += 1) {
        const device = createDevice({ draft, userUri: uri, clientUri: `mimi://${domain}/d/${name}-${number}` })
        const bundles = device.keyPackages(keyPackages, options)
        await rig.drive('publishKeyPackages', {
          user: uri,
          device: device.clientUri,
          keyPackages: bundles.map(({ bytes }) => bytes),
        })
        made.push(device)
      }
      await rig.drive('setConsent', { user: uri, decision: 'grant', requester: 'everyone' })
      return { uri, devices: made }
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()))
      await provider.close()
    },
  }
  await rig.drive('ready', { draft, peers, trustAnchors: [authority.pem], userTrustAnchors: [] })
  return rig
}

async function peerOf(draft: Draft, provider: Provider, client: Client, domain: string): Promise<Peer> {
  const from: Headers = [['From', fromHeader(domain)]]
  const get = (url: string, headers = from) => client.request({ method: 'GET', url, headers, peer: domain })
  const found = await get(provider.directory)
  const endpoints = parseDirectory(found.response?.body ?? new Uint8Array(), new URL(provider.directory)).directory
    ?.endpoints
  const peer: Peer = {
    domain,
    get,
    post(action, value, body, headers = from) {
      const template = endpoints?.[action] ?? provider.directory.replace(wellKnown, `/v1/${action}/{x}`)
      const url = action.endsWith('Consent')
        ? expandConsent(template, { user: value, domain: provider.domain })
        : expand(template, value)
      return client.request({ method: 'POST', url, headers, body, peer: domain })
    },
    keyMaterial: (target, options = {}) =>
      peer.post('keyMaterial', options.path ?? target, keyMaterialRequest(draft, domain, target, options)),
  }
  return peer
}

export function keyMaterialRequest(
  draft: Draft,
  domain: string,
  target: string,
  options: KeyMaterialOptions,
): Uint8Array {
  const requester = options.requester ?? `mimi://${domain}/u/bob`
  const device = createDevice({ draft, userUri: options.signAs ?? requester, clientUri: `mimi://${domain}/d/bob-1` })
  const keys = device.signatureKeys(1)
  const request = {
    protocol: 'mls10' as const,
    requestingUser: { uri: uriBytes(requester) },
    targetUser: { uri: uriBytes(target) },
    roomId: { uri: uriBytes(options.room ?? '') },
    acceptableCiphersuites: options.suites ?? [1],
    requiredCapabilities: { extension_types: options.extensions ?? [], proposal_types: [], credential_types: [] },
    requesterSignatureKey: keys.publicKey,
    requesterCredential: device.credential,
  }
  const signed = encode(KeyMaterialRequestTBS['06'], request)
  const signature = signWithLabel(1, keys.privateKey, 'KeyMaterialRequestTBS', signed)
  if (options.breakSignature) signature[0] = (signature[0] ?? 0) ^ 1
  return encodeIn(KeyMaterialRequest, draft, { ...request, key_material_request_signature: signature })
}

/** What an endpoint is given, with nobody to ask and nobody to tell. */
export function lonelyContext(draft: Draft, domain: string): Context {
  const nobody = async () => ({ status: 502, body: new Uint8Array(), headers: [] })
  return {
    draft,
    domain,
    ports: createPorts(draft),
    outbox: { enqueue: () => undefined, close: async () => undefined },
    outbound: {
      know: async () => undefined,
      ask: nobody,
      tell: nobody,
      download: async () => null,
      close: async () => undefined,
    },
  }
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
