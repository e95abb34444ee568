/** How a well-behaved peer answers what no check has scripted. */
import type { Draft } from '../drafts/ids.js'
import type { Headers } from '../transport/exchange.js'
import type { Reply } from '../transport/listener.js'
import { uri } from './builders.js'
import { encodeResponse } from './endpoints.js'
import type { InboundRecord } from './inbound.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'
import type { PeerDevice, PeerUser } from './user.js'

const binary: Headers = [['Content-Type', 'application/octet-stream']]

/** What a peer knows when it answers. */
export interface Acquaintance {
  draft: Draft
  assetHost: boolean
  /** A user of the network by URI. */
  user(uri: string): PeerUser | undefined
  /** Whether a check owns what the request names. */
  owned: boolean
  /** The directory's bytes. */
  directory: Uint8Array
}

/** 400 for a body that does not read; else what the endpoint's section has a willing provider answer. */
export function answerWell(record: InboundRecord, known: Acquaintance): Reply {
  const { action, error, request } = record
  if (request.tooLarge) return { status: 413 }
  if (action === 'directory')
    return { status: 200, headers: [['Content-Type', 'application/json']], body: known.directory }
  if (action === null) return known.assetHost && request.method === 'GET' ? asset : { status: 404 }
  if (action === 'proxyDownload') return { status: 404 }
  if (request.method !== 'POST') return { status: 405, headers: [['Allow', 'POST']] }
  if (error) return { status: 400 }
  switch (action) {
    case 'notify':
    case 'requestConsent':
    case 'updateConsent':
    case 'reportAbuse':
      return { status: 201 }
    default:
      return { status: 200, headers: binary, body: encodeResponse(action, known.draft, values[action](record, known)) }
  }
}

const asset: Reply = { status: 200, headers: binary, body: new TextEncoder().encode('an asset') }

type Answering = 'keyMaterial' | 'identifierQuery' | 'update' | 'submitMessage' | 'groupInfo'

const values: Readonly<Record<Answering, (record: InboundRecord, known: Acquaintance) => object>> = {
  keyMaterial: ({ about, value }, known) => keyMaterial(about ?? '', known.user(about ?? ''), suitesIn(value)),
  identifierQuery: () => ({
    responseCode: 'notFound',
    uri: [],
    foundProfiles: [],
    id_response_extensions: { component_data: [] },
  }),
  update: (_, { owned }) => ({
    responseCode: owned ? 'success' : 'notAllowed',
    errorDescription: '',
    ...acceptedNow(),
  }),
  submitMessage: (_, { owned }) => ({
    protocol: 'mls10',
    statusCode: owned ? 'accepted' : 'notAllowed',
    ...acceptedNow(),
    serverFrank: null,
    frank: null,
  }),
  groupInfo: ({ about }, { owned }) => ({
    version: 'mls10',
    room_id: new TextEncoder().encode(about ?? ''),
    status: owned ? 'notAuthorized' : 'noSuchRoom',
  }),
}

/** The acceptable cipher suites of a request. */
function suitesIn(value: unknown): readonly unknown[] {
  const asked = typeof value === 'object' && value !== null && 'acceptableCiphersuites' in value
  return asked && Array.isArray(value.acceptableCiphersuites) ? value.acceptableCiphersuites : []
}

/** One key package of every device of a user it has, `userUnknown` for anybody else. */
function keyMaterial(asked: string, user: PeerUser | undefined, suites: readonly unknown[]): object {
  const clients = (user?.devices ?? []).map((device) => ({
    clientStatus: 'success',
    clientUri: uri(device.uri),
    keyPackage: handOut(device, suites)?.keyPackage,
  }))
  return { protocol: 'mls10', userStatus: user ? 'success' : 'userUnknown', userUri: uri(asked), clients }
}

/** In a suite that is asked for, the device's own if possible; the device remembers what it was. */
function handOut(device: PeerDevice, suites: readonly unknown[]): KeyPackageBundle | undefined {
  const other = suites.includes(device.mls.suite) ? undefined : suites.find((each) => typeof each === 'number')
  const bundles = device.keyPackages(1, { suite: other })
  device.handedOut.push(...bundles)
  return bundles[0]
}

function acceptedNow(): object {
  const now = BigInt(Date.now())
  return { acceptedTimestamp: now, accepted_timestamp: now }
}
