import { createHash } from 'node:crypto'
import { endpointUrl } from '../peers/acting-target.js'
import type { Session } from '../peers/session.js'
import type { Check } from './define.js'
import type { Environment } from './environment.js'
import type { Judgement } from './judgement.js'

/** The identity under which a check acts: its names, its deadline, and where its exchanges go. */
export function openSession(
  check: Pick<Check, 'id'>,
  environment: Environment,
  judgement: Judgement,
  signal: AbortSignal,
  deadlineAt: number,
): Session {
  const { draft, timing, run } = environment
  const mark = createHash('sha256').update(`${draft}/${check.id}`).digest('hex').slice(0, 10)
  let named = 0
  return {
    owner: check.id,
    draft,
    signal,
    deadlineAt,
    timing,
    targetDomain: environment.domain,
    valid: true,
    url: (action, value) => endpointUrl(environment, action, value),
    name: (prefix) => `${prefix}-${run}-${mark}-${++named}`,
    exchanged: (exchange) => {
      judgement.exchanges.push(exchange)
    },
    malformed: (message) => judgement.malformed(message),
  }
}
