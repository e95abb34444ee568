/** Requests of the target's own users: the driver's `submit` in place of HTTP. */
import type { Action, SubmitAnswer } from '../../target/driver/contract.js'
import type { Exchange } from '../../transport/exchange.js'
import { encodeRequest, judgedBy, requestName, type Responses } from '../endpoints.js'
import type { Sending } from '../answer.js'
import { Skip } from '../preparation.js'
import { readAnswer, sending } from '../read-answer.js'
import type { SendOptions } from '../requests.js'
import type { Session } from '../session.js'
import type { TargetDevice, TargetUser } from '../target-user.js'
import { answered } from './answered.js'

/** A request as a device of the target hands it in. */
export interface Submission<A extends Action> {
  user: TargetUser
  device: TargetDevice
  action: A
  /** URI of the room. */
  to: string
  body: Uint8Array | object
  /** What the hub has answered to this body, where the target leaves the outcome open and the hub is Mimicry's. */
  outcome?: (body: Uint8Array) => Promise<Outcome | null>
}

/** As a client is told. */
export type Outcome = Exclude<SubmitAnswer, { pending: true }>

/**
 * The answer that the target gives its client, read as an answer to a peer is, and recorded like an exchange.
 * @throws Skip where the target leaves the outcome open
 */
export function submitting<A extends Action>(
  session: Session,
  submission: Submission<A>,
  { tamper }: Pick<SendOptions, 'tamper'> = {},
): Sending<Responses[A]> {
  const { action } = submission
  const answer = hand(session, submission, tamper).then((exchange) => readAnswer(session, action, exchange))
  return sending(answer, `${action} by a client of the target`, judgedBy[action])
}

async function hand<A extends Action>(
  session: Session,
  { user, device, action, to, body: value, outcome }: Submission<A>,
  tamper: SendOptions['tamper'],
): Promise<Exchange> {
  const plain = value instanceof Uint8Array ? value : encodeRequest(action, session.draft, value)
  const body = tamper ? tamper(plain) : plain
  const valid = session.valid && !tamper
  const startedAt = Date.now()
  const answer = await user.submit(action, to, body, device)
  const told = 'pending' in answer ? await outcome?.(body) : answer
  if (!told) throw new Skip(`the target does not tell its client yet what came of ${action}`)
  const exchange = answered({
    peer: session.targetDomain,
    url: `driver:submit/${action}/${encodeURIComponent(to)}`,
    body,
    status: told.status,
    answer: told.body,
    startedAt,
    owner: session.owner,
    valid,
    struct: requestName(action),
  })
  session.exchanged(exchange)
  return exchange
}
