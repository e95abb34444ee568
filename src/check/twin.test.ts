import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../peers/answer.js'
import type { Ending } from '../transport/exchange.js'
import type { Environment } from './environment.js'
import { answered, emptyEnvironment, judge } from './test-rig.js'
import type { Refusal } from './twin.js'

let environment: Environment
beforeAll(async () => {
  environment = await emptyEnvironment()
})
afterAll(() => environment.network.close())

const dropped: Ending = { kind: 'dropped', phase: 'answer', detail: 'reset' }
const tlsRefused: Ending = { kind: 'tls-refused', by: 'target', detail: 'alert 42' }

/** The verdict on a malformed request answered like this, the last answer again and again. */
async function verdictOn(
  malformed: Answer[],
  twin = answered(200, { code: 'userUnknown' }),
  also: Partial<Refusal> = {},
) {
  const answers = [...malformed]
  const next = () => Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) ?? twin)
  const { verdict, reason } = await judge(environment, ({ refuses }) =>
    refuses({ what: 'a fault', malformed: next, twin: () => Promise.resolve(twin), ...also }),
  )
  return reason ? `${verdict}: ${reason}` : verdict
}

describe('a malformed request', () => {
  it.each([
    ['any 4xx', [answered(422)], 'pass'],
    ['a negative code', [answered(200, { code: 'notAllowed' })], 'pass'],
    ['a 2xx that claims success', [answered(201)], 'fail'],
    ['a 2xx with a positive code', [answered(200, { code: 'success' })], 'fail'],
    ['a 5xx', [answered(500)], 'warn'],
    ['a connection dropped twice', [answered(dropped)], 'fail'],
    ['a connection dropped once', [answered(dropped), answered(400)], 'pass'],
    ['no answer, twice', [answered({ kind: 'timeout', phase: 'answer', afterMs: 5 })], 'fail'],
    ['a TLS refusal', [answered(tlsRefused)], 'pass'],
  ])('answered with %s', async (_, malformed, verdict) => {
    expect(await verdictOn(malformed)).toBe(verdict)
  })

  it('weighs what the treatment says when it is accepted', async () => {
    expect(await verdictOn([answered(201)], undefined, { accepted: 'warn' })).toBe('warn')
    expect(await verdictOn([answered(201)], undefined, { requirement: 'MIMI-NTF-021' })).toBe('warn')
  })

  it('is not judged by an overloaded target', async () => {
    expect(await verdictOn([answered(429)])).toMatch(/^skip: the target is overloaded/)
  })

  it('is marked as not valid while it is sent, and its twin is not', async () => {
    const marks: boolean[] = []
    await judge(environment, async ({ refuses, peer }) => {
      const send = async () => {
        const exchange = await peer.raw({ method: 'GET', url: 'https://127.0.0.1:1/' })
        marks.push(exchange.valid ?? false)
        return answered(400)
      }
      await refuses({ what: 'a fault', malformed: send, twin: send })
    })
    expect(marks).toEqual([false, true])
  })
})

describe('its twin', () => {
  it('refused too, leaves nothing to conclude', async () => {
    expect(await verdictOn([answered(400)], answered(400))).toMatch(/^skip: nothing can be concluded/)
    expect(await verdictOn([answered(500)], answered(500))).toMatch(/^skip/)
    expect(await verdictOn([answered(tlsRefused)], answered(tlsRefused))).toMatch(/^skip/)
  })

  it('dropped too, leaves nothing to conclude from the connection dropped before', async () => {
    const silent: Ending = { kind: 'timeout', phase: 'answer', afterMs: 5 }
    expect(await verdictOn([answered(dropped)], answered(dropped))).toMatch(/^skip: nothing can be concluded/)
    expect(await verdictOn([answered(dropped)], answered(silent))).toMatch(/^skip/)
  })

  it('refused, does not excuse a connection that only the malformed request had dropped', async () => {
    expect(await verdictOn([answered(dropped)], answered(400))).toBe('fail')
  })

  it('dropped, does not excuse a server that was brought down: the twin was evaluated before', async () => {
    const before = { servedBefore: true } as const
    expect(await verdictOn([answered(dropped)], answered(dropped), before)).toBe('fail')
    expect(await verdictOn([answered(500)], answered(500), before)).toBe('warn')
    expect(await verdictOn([answered(400)], answered(500), before)).toMatch(/^skip/)
  })

  it('refused, does not excuse a malformed request that was accepted', async () => {
    expect(await verdictOn([answered(201)], answered(400))).toBe('fail')
  })

  it('counts as evaluated with a code of its own, or as the check says', async () => {
    expect(await verdictOn([answered(400)], answered(200, { code: 'noConsent' }))).toBe('pass')
    const evaluated = ({ status }: Answer) => status === 404
    expect(await verdictOn([answered(400)], answered(404), { evaluated })).toBe('pass')
  })

  it('is sent after it was seen that nothing changed', async () => {
    const order: string[] = []
    await judge(environment, ({ refuses }) =>
      refuses({
        what: 'a fault',
        malformed: async () => (order.push('malformed'), answered(400)),
        unchanged: async () => void order.push('unchanged'),
        twin: async () => (order.push('twin'), answered(201)),
      }),
    )
    expect(order).toEqual(['malformed', 'unchanged', 'twin'])
  })
})
