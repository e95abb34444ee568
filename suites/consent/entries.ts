/** What the consent checks share: whom an entry is about, which receipts count, and entries that the target sends. */
import { decodeIn, type ValueIn } from '../../src/wire/by-draft.js'
import { ConsentEntry } from '../../src/wire/consent.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Answer } from '../../src/peers/answer.js'
import { consentEntry } from '../../src/peers/builders.js'
import { encodeRequest } from '../../src/peers/endpoints.js'
import type { InboundRecord } from '../../src/peers/inbound.js'
import type { Peer } from '../../src/peers/peer.js'
import type { ConsentOptions } from '../../src/peers/requests.js'
import type { TargetHandle, TargetUser } from '../../src/peers/target-handle.js'
import { textOf } from '../key-material/asking.js'
import type { Operation, SubmitAnswer } from '../../src/target/driver/contract.js'

/** The driver operations behind a user who asks for consent or decides about it. */
export const acting: Operation[] = ['createUser', 'publishKeyPackages', 'submit']

/** 201 is the usual receipt, and which 2xx it is consent.request.accepted and consent.update.accepted judge. */
const otherReceipts = [200, 202, 204]
export const receipts = [201, ...otherReceipts]
/** 5.7 allows the 500 class. */
const failures = Array.from({ length: 100 }, (_, index) => 500 + index)
export const lesserConfirmations = { warn: [...otherReceipts, ...failures] }
export const lesserReceipts = { warn: failures }

/** For users that nobody knows: "usually" leaves room for other refusals, which are reported. */
export const lesserRefusals = { warn: [...otherReceipts, ...failures, 400, 401, 403, 405, 409, 410, 422] }

/** The codes of a target that refuses key material for want of consent; the last hides that the user exists. */
export const withoutConsent = ['noConsent', 'noConsentForThisRoom', 'userUnknown']

/** Whether an answer has key material in it. */
export function supplied({ code }: Answer): boolean {
  return code === 'success' || code === 'partialSuccess'
}

/** Ends the check as a skip where key material is had against a denial: then nothing opened it that could be judged. */
export async function closed({ skip }: Pick<CheckContext, 'skip'>, ask: () => PromiseLike<Answer>): Promise<void> {
  if (supplied(await ask()))
    skip('key material is had against an explicit denial; judged by consent.denial.ends-access')
}

/** A user of the target, and the statuses that pass: where none can be made it is an unknown one, whom 404 fits too. */
export interface Local {
  readonly uri: string
  readonly confirmed: readonly number[]
  /** Whatever 2xx it is. */
  readonly received: readonly number[]
}

export async function localUser(target: TargetHandle): Promise<Local> {
  if (!target.can('createUser')) return { uri: target.unknownUser(), ...statuses(404) }
  const { uri } = await target.user({ devices: 0, consent: 'none' })
  return { uri, ...statuses() }
}

function statuses(...also: number[]): Omit<Local, 'uri'> {
  return { confirmed: [201, ...also], received: [...receipts, ...also] }
}

/** Has a user of the target ask for consent or decide about it, in an entry that a device of the user composes. */
export function submitEntry(
  { draft }: Pick<CheckContext, 'draft'>,
  user: TargetUser,
  options: ConsentOptions,
): Promise<SubmitAnswer> {
  const [action, to] = destination(options)
  return user.submit(action, to, encodeRequest(action, draft, consentEntry(options)))
}

/** An entry as it arrived at a peer. */
export interface Arrived {
  readonly record: InboundRecord
  readonly operation: ConsentOptions['operation']
  readonly requester: string
  readonly target: string
  /** Null without room. */
  readonly room: string | null
  readonly keyPackages: Extract<ValueIn<typeof ConsentEntry>, { clientKeyPackages: unknown }>['clientKeyPackages']
}

/** As submitEntry, and the entry that then arrives at the other user's provider. */
export async function sentEntry(
  context: CheckContext,
  user: TargetUser,
  at: Peer,
  options: ConsentOptions,
): Promise<Arrived> {
  await submitEntry(context, user, options)
  return arrivedEntry(context, at, options)
}

/** The entry of that operation and about that user which a peer gets, unless it had it before. */
export async function arrivedEntry(context: CheckContext, at: Peer, options: ConsentOptions): Promise<Arrived> {
  const { operation } = options
  const [action, about] = destination(options)
  const where = (each: InboundRecord) => each.error !== null || entryIn(context.draft, each).operation === operation
  const expected = `the ${operation} that a local user submitted, at ${action} of ${at.domain}, the provider of ${about}`
  const record = await context.arrives(at, { action, about, where }, { expected })
  if (record.error) context.skip(`the ${operation} that arrived cannot be read: ${record.error.message}`)
  return entryIn(context.draft, record)
}

/** The endpoint that an entry goes to, and the user whose provider has it. */
function destination({ operation, requester, target }: ConsentOptions): ['requestConsent' | 'updateConsent', string] {
  return operation === 'request' || operation === 'cancel' ? ['requestConsent', target] : ['updateConsent', requester]
}

function entryIn(draft: CheckContext['draft'], record: InboundRecord): Arrived {
  const entry = decodeIn(ConsentEntry, draft, record.request.body)
  return {
    record,
    operation: entry.consentOperation,
    requester: textOf(entry.requesterUri.uri),
    target: textOf(entry.targetUri.uri),
    room: entry.roomId && textOf(entry.roomId.uri),
    keyPackages: 'clientKeyPackages' in entry ? entry.clientKeyPackages : [],
  }
}
