/** What the checks of who may ask share: an ordinary request, to be asked in a way that must be refused. */
import type { CheckContext } from '../../src/check/context.js'
import type { Refusal } from '../../src/check/twin.js'
import { type Answer, describeAnswer, isEvaluated, outcomeOf, type Sending } from '../../src/peers/answer.js'
import type { Peer } from '../../src/peers/peer.js'
import type { SendOptions } from '../../src/peers/requests.js'
import type { WrongKind } from '../../src/peers/wrong-kinds.js'
import type { TargetHandle } from '../../src/peers/target-handle.js'

/** Whom to ask for key material: a user who has some and consents, or nobody where the driver cannot make one. */
export async function anybody(target: TargetHandle): Promise<string> {
  const able = (['createUser', 'publishKeyPackages', 'setConsent'] as const).every((operation) => target.can(operation))
  return able ? (await target.user({ keyPackages: 4 })).uri : target.unknownUser()
}

/** A request that any peer may make, always the same. */
export type Ask = (from: Peer, options?: SendOptions) => Sending

/** Key material of somebody, for a user of `peer`: what every provider answers. */
export async function ordinary({ target, peer }: CheckContext, of = peer): Promise<Ask> {
  const user = await anybody(target)
  const requester = of.user()
  return (from, options = {}) => from.keyMaterial({ requester, target: user, ...options })
}

/** A certificate that nobody may take, of a client or of a server. */
export interface WrongCertificate {
  kind: WrongKind
  title: string
  requirement: string
  /** In words, for the finding. */
  what: string
}

export interface Turning extends Pick<Refusal, 'what' | 'requirement' | 'accepted' | 'mayDrop'> {
  wrong: () => PromiseLike<Answer>
  right: () => PromiseLike<Answer>
}

/**
 * That a request is turned away for how it comes, not for what it says: it must not be answered as the right one is.
 * A negative code that the right one does not get refuses it as well as a 4xx.
 */
export async function turnsAway({ refuses, skip }: CheckContext, { wrong, right, ...how }: Turning): Promise<void> {
  const before = await right()
  if (!isEvaluated(before)) skip(`nothing can be concluded: an ordinary request got ${describeAnswer(before)}`)
  await refuses({
    ...how,
    malformed: wrong,
    twin: right,
    isRefusal: (answer) => {
      const outcome = outcomeOf(answer)
      return outcome === 'refused' || (outcome === 'negative' && answer.code !== before.code)
    },
  })
}
