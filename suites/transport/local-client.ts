/** What the checks of the target as a client share: requests that a local client hands in, and where they arrive. */
import type { CheckContext } from '../../src/check/context.js'
import { consentEntry, identifierRequest, keyMaterialRequest } from '../../src/peers/builders.js'
import { encodeRequest } from '../../src/peers/endpoints.js'
import type { InboundRecord } from '../../src/peers/inbound.js'
import type { Peer } from '../../src/peers/peer.js'
import type { TargetUser } from '../../src/peers/target-handle.js'
import { type Action, DriverFailure, type Operation } from '../../src/target/driver/contract.js'

/** The driver operations behind a local client that makes requests. */
export const clientNeeds: Operation[] = ['createUser', 'publishKeyPackages', 'submit']

/** What can be asked without a room. */
export const roomless = ['requestConsent', 'identifierQuery', 'keyMaterial', 'updateConsent'] as const
export type Roomless = (typeof roomless)[number]

/** A user with a device, for making requests. */
export function localUser({ target }: CheckContext): Promise<TargetUser> {
  return target.user({ keyPackages: 0, consent: 'none' })
}

export interface HandedIn {
  readonly action: Action
  /** The user, domain or room that the path has to name. */
  readonly about: string
  /** What arrived at the peer; null when nothing did. */
  readonly record: InboundRecord | null
  /** What the client was told of it, for findings. */
  readonly told: string
}

/** Has a device hand in a request, and waits for it at the peer, on whatever path it comes. */
export async function handIn(
  { timing, signal }: CheckContext,
  user: TargetUser,
  at: Peer,
  { action, about, body }: { action: Action; about: string; body: Uint8Array },
): Promise<HandedIn> {
  const told = await user.submit(action, about, body)
  signal.throwIfAborted()
  const lost = !('pending' in told) && told.status >= 400
  const where = (record: InboundRecord) =>
    record.action === action || (record.action === null && record.request.method === 'POST')
  // When the client has been told of a failure, what was to be sent has been sent already.
  const record = await at.request({ where }, lost ? timing.quietMs : undefined)
  const text = 'pending' in told ? 'that it is pending' : `status ${told.status} ${lost ? line(told.body) : ''}`.trim()
  return { action, about, record, told: `the client was told ${text}` }
}

/** One of the requests that need no room, from the user to a new user of the peer; `at` is where it ought to arrive. */
export async function handInRoomless(
  context: CheckContext,
  user: TargetUser,
  peer: Peer,
  action: Roomless,
  at = peer,
): Promise<HandedIn> {
  return handIn(context, user, at, { action, ...(await makers[action](context, user, peer)) })
}

/**
 * Requests of every kind that the driver can submit, as they arrived at the peer. Where none arrives, the check is a
 * skip that names the one which judges that.
 */
export async function arrivals(context: CheckContext, peer: Peer): Promise<InboundRecord[]> {
  const user = await localUser(context)
  const records: InboundRecord[] = []
  for (const action of roomless) {
    const handed = await submittable(() => handInRoomless(context, user, peer, action))
    if (handed?.record) records.push(handed.record)
  }
  if (records.length === 0) context.skip(`no request came to ${peer.domain}; judged by directory.followed.ordinary`)
  return records
}

/** Null where the driver cannot submit this, or the target does not let the client ask it. */
export async function submittable<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (reason) {
    if (reason instanceof DriverFailure && reason.kind !== 'error') return null
    throw reason
  }
}

type Maker = (context: CheckContext, user: TargetUser, peer: Peer) => Promise<{ about: string; body: Uint8Array }>

const makers: Readonly<Record<Roomless, Maker>> = {
  async requestConsent({ draft }, user, peer) {
    const { uri: target } = peer.user({ name: 'contact' })
    const entry = consentEntry({ operation: 'request', requester: user.uri, target })
    return { about: target, body: encodeRequest('requestConsent', draft, entry) }
  },
  async updateConsent({ draft }, user, peer) {
    const { uri: requester } = peer.user({ name: 'contact' })
    // Some targets let their users grant only what was asked for; that it is taken is judged elsewhere.
    await peer.requestConsent({ operation: 'request', requester, target: user.uri })
    const entry = consentEntry({ operation: 'grant', requester, target: user.uri })
    return { about: requester, body: encodeRequest('updateConsent', draft, entry) }
  },
  async identifierQuery({ draft, name }, _user, peer) {
    const value = name('handle')
    peer.claim(value)
    const query = identifierRequest(draft, { elements: [{ type: 'handle', value }] })
    return { about: peer.domain, body: encodeRequest('identifierQuery', draft, query) }
  },
  async keyMaterial({ draft }, user, peer) {
    const { uri: target } = peer.user({ name: 'contact' })
    const request = keyMaterialRequest(draft, { requester: user, target })
    return { about: target, body: encodeRequest('keyMaterial', draft, request) }
  },
}

/** The first line of an answer for people. */
function line(body: Uint8Array): string {
  const [first = ''] = new TextDecoder().decode(body.subarray(0, 300)).split('\n')
  return /^[\x20-\x7e]+$/.test(first) ? `(${first})` : ''
}
