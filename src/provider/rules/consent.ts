/** Who may ask for consent and who may give it (5.7), and what a decision covers (5.2). */
import type { KeyPackage } from '../../mls/wire/key-package.js'
import type { Consent, Scope } from '../store/consent.js'
import { everyone } from '../store/consent.js'
import type { User } from '../store/users.js'
import { authorityOf } from '../uri.js'

export type ConsentOperation = 'cancel' | 'request' | 'grant' | 'revoke'
export type ConsentEndpoint = 'requestConsent' | 'updateConsent'

/** A consent entry as it was received. */
export interface Entry {
  readonly operation: ConsentOperation
  readonly scope: Scope
  /** Of a grant; the others have none. */
  readonly keyPackages: readonly KeyPackage[]
}

export interface ConsentRules {
  /** Whether an operation belongs to an endpoint. */
  belongs(operation: ConsentOperation, endpoint: ConsentEndpoint): boolean
  /** Whether the receiver's and the sender's users stand on their sides of the entry. */
  sidesHold(scope: Scope, endpoint: ConsentEndpoint, sender: string, receiver: string): boolean
  /** Whether an account is told to exist. */
  known(user: User | undefined): boolean
  /** What a received entry does. What another provider's user says decides nothing about our own users' key material. */
  received(consent: Consent, entry: Entry): void
  /** Whether key material may be had for a target, by a requester, for a room or for none. */
  consented(consent: Consent, scope: Scope): 'granted' | 'noConsent' | 'noConsentForThisRoom'
  /** What a decision that was sent or heard does to the target's own decisions. */
  decisionFor(operation: ConsentOperation): 'grant' | 'deny' | null
}

const operationsOf: Record<ConsentEndpoint, readonly ConsentOperation[]> = {
  requestConsent: ['request', 'cancel'],
  updateConsent: ['grant', 'revoke'],
}

export const consentRules: ConsentRules = {
  belongs: (operation, endpoint) => operationsOf[endpoint].includes(operation),
  sidesHold({ requester, target }, endpoint, sender, receiver) {
    const [near, far] = endpoint === 'requestConsent' ? [target, requester] : [requester, target]
    return authorityOf(near) === receiver && authorityOf(far) === sender
  },
  known: (user) => user !== undefined && !user.deleted,
  received(consent, { operation, scope }) {
    if (operation === 'request') consent.ask(scope)
    else if (operation === 'cancel') consent.cancel(scope)
    else consent.hear(scope, operation)
  },
  consented(consent, scope) {
    const decision = narrowestFirst(scope)
      .map((each) => consent.decision(each))
      .find((each) => each !== undefined)
    if (decision === 'grant') return 'granted'
    return consent.grantedSomeRoom(scope.target, scope.requester) ? 'noConsentForThisRoom' : 'noConsent'
  },
  decisionFor: (operation) => (operation === 'grant' ? 'grant' : operation === 'revoke' ? 'deny' : null),
}

/** Decisions that could cover a request: one about the requester wins over one about everyone, one about the room over
 * one about any. */
function narrowestFirst({ target, requester, room }: Scope): Scope[] {
  const rooms = room === null ? [null] : [room, null]
  return [requester, everyone].flatMap((who) => rooms.map((where) => ({ target, requester: who, room: where })))
}
