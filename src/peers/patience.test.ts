import { describe, expect, it } from 'vitest'
import type { Exchange } from '../transport/exchange.js'
import { answered } from './fake-exchange.js'
import { patiently, retryAfterMs } from './patience.js'
import { testSession } from './test-rig.js'

const busy = (after: string): Exchange => answered(503, [['Retry-After', after]])

/** How many attempts were made, and the status in the end. */
async function attempts(answers: Exchange[], deadlineMs = 10_000) {
  let made = 0
  const session = testSession('patient', '06', { deadlineAt: Date.now() + deadlineMs })
  const exchange = await patiently(session, () => Promise.resolve(answers[made++] ?? answered(200)))
  return [made, exchange.response?.status]
}

describe('patience with a target', () => {
  it('waits as told and repeats, within the deadline', async () => {
    expect(await attempts([busy('0'), busy('0')])).toEqual([3, 200])
  })

  it('ends where the wait would outlast the deadline, and where it is told to wait again and again', async () => {
    expect(await attempts([busy('60')], 1000)).toEqual([1, 503])
    expect(await attempts(Array.from({ length: 9 }, () => busy('0')))).toEqual([5, 503])
  })

  it('is not for a 503 that does not say when', async () => {
    expect(await attempts([answered(503)])).toEqual([1, 503])
  })

  it('reads seconds and dates', () => {
    expect(retryAfterMs(busy('20'), 0)).toBe(20_000)
    expect(retryAfterMs(busy('Thu, 01 Jan 1970 00:01:00 GMT'), 15_000)).toBe(45_000)
    expect(retryAfterMs(answered(429), 0)).toBe(1000)
  })
})
