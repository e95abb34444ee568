import { setTimeout as sleep } from 'node:timers/promises'
import type { InboundRecord, Match } from '../peers/inbound.js'
import type { Peer } from '../peers/peer.js'
import { PreparationFailed, Skip } from '../peers/preparation.js'
import type { CheckContext } from './context.js'
import type { Check } from './define.js'
import type { Environment, Watch } from './environment.js'
import type { Expected, Finding } from './finding.js'
import { expectation } from './expect.js'
import { Broken, type Judgement } from './judgement.js'
import { openSession } from './open-session.js'
import { arrivesIn, refusesIn, silentIn, unchangedIn } from './room.js'
import { refuses } from './twin.js'

/** Everything a check has in hand; `close` gives back what it leased. */
export function openContext(
  check: Check,
  environment: Environment,
  judgement: Judgement,
  signal: AbortSignal,
  deadlineAt: number,
): { context: CheckContext; close(): void } {
  const { network, draft, timing, readings, claims = [], skewMs } = environment
  const session = openSession(check, environment, judgement, signal, deadlineAt)
  const peer = network.peer('b', session)
  const must = <T>(fact: T, otherwise: Expected) => {
    if (!judgement.that(isFact(fact), otherwise) || !isFact(fact)) throw new Broken(otherwise.actual)
    return fact
  }
  const skip = (reason: string): never => {
    throw new Skip(reason)
  }
  const context: CheckContext = {
    draft,
    timing,
    readings,
    signal,
    claims,
    skewMs,
    target: network.target(environment, session),
    hub: peer,
    peer,
    other: network.peer('c', session),
    uninvolved: network.peer('d', session),
    get assetHost() {
      return network.peer('asset', session)
    },
    get noAssetHost() {
      return network.peer('noAsset', session)
    },
    network,
    odd: () => network.lease(session),
    wrong: (kind) => network.wrong(kind, session),
    expect: (answer, requirement) => expectation(judgement, Promise.resolve(answer), requirement),
    that: (condition, otherwise) => void judgement.that(condition, otherwise),
    must,
    async arrives(at, match, otherwise = {}) {
      const record = await at.request(match)
      const expected = `${describeMatch(match)} at ${at.domain}`
      const actual = `nothing came within ${3 * timing.fanoutMs} ms`
      return must(record, { expected, actual, ...otherwise })
    },
    async silent(at, match, { marker, ...otherwise } = {}) {
      await (marker ? marker() : sleep(timing.quietMs, undefined, { signal }))
      const breach = (records: readonly InboundRecord[]): Expected => ({
        expected: `no ${describeMatch(match)} at ${at.domain}`,
        actual: `${records.length} came`,
        exchange: records[0],
        ...otherwise,
      })
      const now = at.requests(match)
      if (judgement.that(now.length === 0, breach(now))) {
        environment.late.push(watch(check, at, match, (late) => judgement.finding(breach(late))))
      }
    },
    refuses: (refusal) => refuses(judgement, session, refusal),
    refusesIn: (room, refusal) => refusesIn(judgement, session, room, refusal),
    arrivesIn: (room, at, match, otherwise) => arrivesIn(judgement, session, room, at, match, otherwise),
    unchangedIn: (room, as, otherwise) => unchangedIn(judgement, room, as, otherwise),
    silentIn: (room, at, match, options) => silentIn(judgement, session, environment, room, at, match, options),
    skip,
    observe(actual, exchange, requirement) {
      const expected = 'nothing in particular: the draft leaves it open'
      judgement.that(false, { expected, actual, exchange, requirement, as: 'observe' })
    },
    async prepare(step, judgedBy, action) {
      try {
        return await action()
      } catch (reason) {
        if (signal.aborted || reason instanceof Skip) throw reason
        throw new PreparationFailed(step, reason instanceof Error ? reason.message : String(reason), judgedBy)
      }
    },
    name: (prefix) => session.name(prefix),
  }
  return { context, close: () => network.release(session) }
}

function isFact<T>(fact: T): fact is Exclude<T, null | undefined | false> {
  return fact !== null && fact !== undefined && fact !== false
}

function describeMatch({ action, about }: Match): string {
  return `${action ?? 'any'} request${about === undefined ? '' : ` about ${about}`}`
}

/** What was to stay away is looked for once more at the end of the run. */
function watch(check: Check, at: Peer, match: Match, finding: (late: readonly InboundRecord[]) => Finding): Watch {
  return {
    check: check.id,
    look() {
      const records = at.requests(match)
      return records.length === 0 ? null : { ...finding(records), note: 'it came after the check had ended' }
    },
  }
}
