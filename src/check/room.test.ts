import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../peers/answer.js'
import type { HostedRoom } from '../peers/hosted-room.js'
import { hostingTarget } from '../peers/hosting/rig.js'
import type { Environment } from './environment.js'
import type { RoomRefusal } from './room.js'
import { answered, emptyEnvironment, judge } from './test-rig.js'

let environment: Environment
let rig: Awaited<ReturnType<typeof hostingTarget>>
let room: HostedRoom
beforeAll(async () => {
  environment = await emptyEnvironment()
  rig = await hostingTarget('06')
  room = await rig.target.host()
})
afterAll(async () => {
  await rig.network.close()
  await environment.network.close()
})

const success = answered(200, { code: 'success' })
const refusal = answered(200, { code: 'notAllowed' })

/** The verdict on what was answered to the request and to its twin. */
async function verdictOn(malformed: Answer, twin: Answer, also: Partial<RoomRefusal> = {}) {
  const { verdict, reason } = await judge(environment, ({ refusesIn }) =>
    refusesIn(room, {
      what: 'a fault',
      malformed: () => Promise.resolve(malformed),
      twin: () => Promise.resolve(twin),
      ...also,
    }),
  )
  return reason ? `${verdict}: ${reason}` : verdict
}

describe('a refusal in a room', () => {
  it('counts when the twin is accepted, and then only', async () => {
    expect(await verdictOn(refusal, success)).toBe('pass')
    expect(await verdictOn(refusal, refusal)).toMatch(/^skip: nothing can be concluded: the twin/)
    expect(await verdictOn(success, success)).toBe('fail')
  })

  it('is told from one for another reason where the draft has a code for it', async () => {
    expect(await verdictOn(refusal, success, { codes: ['notAllowed'] })).toBe('pass')
    expect(await verdictOn(refusal, success, { codes: ['wrongEpoch'] })).toBe('fail')
    expect(await verdictOn(refusal, success, { codes: ['wrongEpoch'], otherCode: 'warn' })).toBe('warn')
    expect(await verdictOn(answered(403), success, { codes: ['wrongEpoch'] })).toBe('pass')
  })
})
