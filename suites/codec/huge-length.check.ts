import type { CheckContext } from '../../src/check/context.js'
import { type Check, check } from '../../src/check/define.js'
import { spans } from '../../src/codec/index.js'
import { describeAnswer, isEvaluated, outcomeOf } from '../../src/peers/answer.js'
import { choose } from './choose.js'
import { type Endpoint, endpoints, places, type Trial } from './trial.js'
import { firstTwin, type Spoiled, volley } from './volley.js'

/** Bodies under way at the same time. */
const atOnce = 24

/** A refusal that takes longer than this, and than twenty times the twin's answer besides, is slow. */
const quickMs = 2000

/** The greatest length that can be written: 2^30 - 1. */
const claim = Uint8Array.of(0xbf, 0xff, 0xff, 0xff)
/** What follows the claim, at most. */
const rest = 16

export default endpoints.map(hugeLength)

function hugeLength(endpoint: Endpoint): Check {
  const place = places[endpoint]
  return check({
    id: `codec.huge-length.${place.word}`,
    title: `${endpoint} quickly refuses small bodies that claim a gigabyte, and serves on`,
    requirements: ['MIMI-COD-008'],
    roles: [...place.roles],
    needs: [...place.needs],
    drafts: endpoint === 'reportAbuse' ? ['02ed', '06'] : undefined,
    fails:
      'A length of 2^30-1 in a small body is accepted or answered slowly, or the server does not serve afterwards.',
    async run(context) {
      const trial = survived(context, await place.prepare(context))
      const { exchange } = await firstTwin(context, place, trial)
      const bodies = choose(claims(trial), atOnce)
      const answered = await volley(context, place, trial, bodies, { together: atOnce })
      const slowest = Math.max(...answered.map(({ answer }) => answer.exchange.durationMs))
      const limit = quickMs + 20 * exchange.durationMs
      context.that(slowest <= limit, {
        expected: `refusals within ${Math.round(limit)} ms: the claimed length is more than the body has, whatever it is`,
        actual: `the slowest took ${Math.round(slowest)} ms`,
        as: 'warn',
      })
    },
  })
}

/** Whoever served before and does not afterwards has been brought down. */
function survived({ must }: CheckContext, trial: Trial): Trial {
  return {
    ...trial,
    async twin(when) {
      const answer = await trial.twin(when)
      if (when === 'after' && outcomeOf(answer) !== 'overloaded')
        must(isEvaluated(answer), {
          expected: 'a valid request served as before, after small bodies that claim 2^30-1 bytes',
          actual: describeAnswer(answer),
          exchange: answer,
        })
      return answer
    },
  }
}

/** Each length in turn replaced by the claim. */
function claims({ codec, body }: Trial): Spoiled[] {
  return spans(codec, body)
    .spans.filter(({ type }) => type === 'length')
    .map(({ path, offset, length }) => {
      const left = body.subarray(offset + length, offset + length + rest)
      const bytes = Uint8Array.from([...body.subarray(0, offset), ...claim, ...left])
      return { bytes, path, offset, what: `it claims 1073741823 bytes where ${left.length} are left` }
    })
}
