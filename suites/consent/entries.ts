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

/** 201 is the usual receipt. Another 2xx receives too, and 5.7 allows the 500 class. */
const otherReceipts = [200, 202, 204, ...Array.from({ length: 100 }, (_, index) => 500 + index)]
export const lesserReceipts = { warn: otherReceipts }

/** For users that nobody knows: "usually" leaves room for other refusals, which are reported. */
export const lesserRefusals = { warn: [...otherReceipts, 400, 401, 403, 405, 409, 410, 422] }

/** The codes of a target that refuses key material for want of consent; the last hides that the user exists. */
export const withoutConsent = ['noConsent', 'noConsentForThisRoom', 'userUnknown']

/** Whether an answer has key material in it. */
export function supplied({ code }: Answer): boolean {
  return code === 'success' || code === 'partialSuccess'
}

/** A user of the target, and the receipts that pass: where none can be made it is an unknown one, whom 404 fits too. */
export interface Local {
  readonly uri: string
  readonly receipts: readonly number[]
}

export async function localUser(target: TargetHandle): Promise<Local> {
  if (!target.can('createUser')) return { uri: target.unknownUser(), receipts: [201, 404] }
  const { uri } = await target.user({ devices: 0, consent: 'none' })
  return { uri, receipts: [201] }
}

/** Has a user of the target ask for consent or decide about it, in an entry that a device of the user composes. */
export function submitEntry(
  { draft }: Pick<CheckContext, 'draft'>,
  user: TargetUser,
  options: ConsentOptions,
): Promise<SubmitAnswer> {
  const asks = options.operation === 'request' || options.operation === 'cancel'
  const action = asks ? 'requestConsent' : 'updateConsent'
  const to = asks ? options.target : options.requester
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
  const asks = options.operation === 'request' || options.operation === 'cancel'
  const [action, about] = asks
    ? (['requestConsent', options.target] as const)
    : (['updateConsent', options.requester] as const)
  const answer = await submitEntry(context, user, options)
  const told = 'pending' in answer ? 'that it is pending' : `status ${answer.status}`
  const { draft } = context
  const record = await context.arrives(
    at,
    { action, about, where: (each) => each.error === null && entryIn(draft, each).operation === options.operation },
    {
      expected: `a ${options.operation} that a local user submitted, sent to the ${action} endpoint of ${at.domain}, the provider of ${about}`,
      actual: `none came; the user was told ${told}`,
    },
  )
  return entryIn(draft, record)
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
