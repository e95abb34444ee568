/** What a local client asks its provider to send: whom it goes to, and what the provider remembers of it. */
import { encode, type Infer } from '../codec/index.js'
import { keyPackageRef } from '../mls/sign.js'
import { KeyPackage } from '../mls/wire/key-package.js'
import { type Action, DriverFailure, type SubmitAnswer, type SubmitRequest } from '../target/driver/contract.js'
import { sameDomain } from '../transport/names.js'
import { ConsentEntry } from '../wire/consent.js'
import { GroupInfoRequest } from '../wire/group-info.js'
import { IdentifierRequest } from '../wire/identifier-query.js'
import { UpdateRequest } from '../wire/update.js'
import { type Context, readIn, Refused } from './endpoints/endpoint.js'
import { endpoints } from './endpoints/index.js'
import { readKeyMaterialRequest } from './endpoints/key-material-request.js'
import { namedIn } from './endpoints/report-abuse.js'
import { rememberProvider } from './endpoints/relayed-key-material.js'
import { joinedBy } from './endpoints/update.js'
import { senderOf } from './endpoints/submit-message.js'
import type { Instance } from './instance.js'
import type { Subject } from './rules/client.js'
import { refText } from './store/keys.js'
import { authorityOf, uriText } from './uri.js'

/**
 * Sends a local client's request on, or handles it where this provider is the one that is asked.
 * @throws DriverFailure `refused` for a request that the client must not make
 */
export async function submit(instance: Instance, request: SubmitRequest): Promise<SubmitAnswer> {
  const context = instance.context()
  const { action, user, device } = request
  if (!context.ports.store.users.find(user)?.devices.includes(device)) {
    throw refusal(`${device} is no device of ${user}`)
  }
  const subject = context.ports.directory.has(action) ? subjects[action] : undefined
  if (!subject) throw new DriverFailure('submit', 'unsupported', `a client cannot submit ${action} in this draft`)
  const about = readAs(() => subject(context, request))
  const body = context.ports.client.forwarded(action, request.body)
  const own = sameDomain(about.domain, context.domain)
  const told = own
    ? await handle(context, { ...request, body }, about)
    : await instance.outbound.ask(action, about, body)
  if (!own && action === 'update' && told.status === 200 && joinedBy(context, request.body, told.body)) {
    context.ports.store.rooms.join(request.to, device)
  }
  // As the hub of the room a provider has to know where the key packages came from (5.2, last paragraph).
  if (action === 'keyMaterial' && told.status === 200 && !sameDomain(about.domain, context.domain)) {
    rememberProvider(context, about.domain, told.body)
  }
  return { status: told.status, body: context.ports.client.given(action, told.body) }
}

/** What a client is told of its request. */
type SubmitTold = Extract<SubmitAnswer, { status: number }>

type Subjects = Partial<Record<Action, (context: Context, request: SubmitRequest) => Subject>>

const subjects: Subjects = {
  keyMaterial(context, { user, to, body }) {
    const { request } = readKeyMaterialRequest(context, body)
    const target = uriText(request.targetUser.uri)
    const room = uriText(request.roomId.uri)
    ownName(user, uriText(request.requestingUser.uri), 'requestingUser')
    if (authorityOf(to) !== null && to !== target && to !== room) {
      throw refusal(`a request for key material to be used in ${to} must carry it as roomId (5.2)`)
    }
    const domain = context.ports.client.keyMaterialFrom(target, room, context.domain)
    return { value: target, user: target, domain: provider(domain, target) }
  },
  requestConsent(context, { user, body }) {
    const { requester, target, room } = consentOf(context, body)
    ownName(user, requester, 'requesterUri')
    const domain = provider(context.ports.client.consentAt(target, room), target)
    return { value: target, user: target, domain }
  },
  updateConsent(context, { user, device, body }) {
    const { requester, target, room, operation, keyPackages } = consentOf(context, body)
    ownName(user, target, 'targetUri')
    const { store, rules, client } = context.ports
    const domain = provider(client.consentAt(requester, room), requester)
    const decision = rules.consent.decisionFor(operation)
    if (decision !== null) store.consent.decide({ target, requester, room }, decision)
    for (const keyPackage of keyPackages) giveAway(context, user, device, keyPackage)
    return { value: requester, user: requester, domain }
  },
  identifierQuery(context, { to, body }) {
    readIn(context, IdentifierRequest, body)
    const domain = context.ports.client.searchedAt(authorityOf(to) ?? to, context.domain)
    return { value: domain, user: '', domain }
  },
  reportAbuse(context, { user, to, body }) {
    const { reporter, accused } = namedIn(context, body)
    if (reporter !== '') ownName(user, reporter, 'reportingUser')
    return { value: to, user: '', domain: provider(context.ports.client.reportedTo(to, accused), to) }
  },
  submitMessage(context, { user, to, body }) {
    const sender = senderOf(context, body)
    if (sender !== null) ownName(user, sender, 'sendingUri')
    return room(context, to, body)
  },
  proxyDownload({ ports }, { to, body }) {
    const asset = uriText(body)
    return { value: asset, user: '', domain: ports.client.downloadsFrom(to, asset) }
  },
  update(context, { to, body }) {
    readIn(context, UpdateRequest, body)
    return room(context, to, body)
  },
  groupInfo(context, { to, body }) {
    readIn(context, GroupInfoRequest, body)
    return room(context, to, body)
  },
}

function room({ ports }: Context, to: string, body: Uint8Array): Subject {
  return { value: to, user: '', domain: provider(ports.client.hubOf(to, body), to) }
}

function provider(domain: string | null, uri: string): string {
  if (domain === null) throw refusal(`${uri} is no URI that names a provider`)
  return domain
}

function ownName(user: string, named: string, field: string): void {
  if (named !== user) throw refusal(`${field} is ${named}, the client is one of ${user}`)
}

function consentOf(context: Context, body: Uint8Array) {
  const entry = readIn(context, ConsentEntry, body)
  return {
    operation: entry.consentOperation,
    requester: uriText(entry.requesterUri.uri),
    target: uriText(entry.targetUri.uri),
    room: entry.roomId && uriText(entry.roomId.uri),
    keyPackages: 'clientKeyPackages' in entry ? entry.clientKeyPackages : [],
  }
}

/** A key package that leaves within a grant is handed out: it goes to nobody else, and its Welcome to its device. */
function giveAway({ ports }: Context, user: string, device: string, keyPackage: Infer<typeof KeyPackage>): void {
  const { users, keys } = ports.store
  const ref = refText(keyPackageRef(keyPackage.cipher_suite, encode(KeyPackage, keyPackage)))
  const holder = users.find(user)?.devices.find((each) => keys.take(each, ref) !== undefined)
  if (holder !== undefined || keys.routed(ref) === undefined) keys.route(ref, holder ?? device)
}

async function handle(context: Context, { action, device, body }: SubmitRequest, about: Subject): Promise<SubmitTold> {
  const subject = action === 'requestConsent' || action === 'updateConsent' ? about.domain : about.value
  try {
    const reply = await endpoints[action](context, { sender: context.domain, subject, device, body })
    return 'status' in reply
      ? { status: reply.status, body: reply.body ?? new Uint8Array() }
      : { status: 502, body: new Uint8Array() }
  } catch (error) {
    if (error instanceof Refused)
      return { status: error.refusal.status, body: new TextEncoder().encode(error.refusal.text) }
    throw error
  }
}

function readAs(read: () => Subject): Subject {
  try {
    return read()
  } catch (error) {
    throw error instanceof Refused ? refusal(error.refusal.text) : error
  }
}

function refusal(text: string): DriverFailure {
  return new DriverFailure('submit', 'refused', text)
}
