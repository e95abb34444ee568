/** requestConsent and updateConsent (5.7). */
import { ConsentEntry } from '../../wire/consent.js'
import { sameDomain } from '../../transport/names.js'
import type { ConsentEndpoint, Entry } from '../rules/consent.js'
import type { Scope } from '../store/consent.js'
import { uriText } from '../uri.js'
import { type Context, type Endpoint, readIn, refuse } from './endpoint.js'

export const requestConsent: Endpoint = (context, call) => {
  const entry = readEntry(context, 'requestConsent', call)
  const { store, rules, encoder } = context.ports
  if (!rules.consent.known(store.users.find(entry.scope.target))) return refuse(404, 'targetUri names no user here')
  rules.consent.received(store.consent, entry)
  return encoder.received('requestConsent')
}

export const updateConsent: Endpoint = (context, call) => {
  const entry = readEntry(context, 'updateConsent', call)
  const { store, rules, encoder } = context.ports
  if (!rules.consent.known(store.users.find(entry.scope.requester)))
    return refuse(404, 'requesterUri names no user here')
  rules.consent.received(store.consent, entry)
  return encoder.received('updateConsent')
}

function readEntry(
  context: Context,
  endpoint: ConsentEndpoint,
  { sender, subject, body }: Parameters<Endpoint>[1],
): Entry {
  const { rules } = context.ports
  const entry = readIn(context, ConsentEntry, body)
  const operation = entry.consentOperation
  const scope: Scope = {
    target: uriText(entry.targetUri.uri),
    requester: uriText(entry.requesterUri.uri),
    room: entry.roomId && uriText(entry.roomId.uri),
  }
  if (!sameDomain(subject, context.domain)) return refuse(404, `the path names ${subject}, this is ${context.domain}`)
  if (!rules.consent.belongs(operation, endpoint)) return refuse(400, `${operation} is no operation of ${endpoint}`)
  if (!rules.consent.sidesHold(scope, endpoint, sender, context.domain)) {
    return refuse(403, 'requesterUri and targetUri must belong to the two providers, each to its own (5.7)')
  }
  return { operation, scope, keyPackages: 'clientKeyPackages' in entry ? entry.clientKeyPackages : [] }
}
