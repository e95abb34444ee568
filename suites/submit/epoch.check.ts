import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { componentIds } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import type { Responses } from '../../src/peers/endpoints.js'
import type { HostedRoom } from '../../src/peers/hosted-room.js'
import { OperationalParameters } from '../../src/wire/operational-policy.js'
import { permissive } from '../policy/permissive.js'
import { hosted, twoPeers } from '../update/rooms.js'
import { ahead, refusesByCode } from './messages.js'

const early = check({
  ...hosted,
  id: 'submit.epoch.ahead',
  title: 'A message for the epoch after the current one is answered notAllowed',
  requirements: ['MIMI-SUB-008'],
  fails: 'It is answered with accepted or epochTooOld (a warning for a 4xx without the response structure).',
  async run(context) {
    const { room, memberClient } = await twoPeers(context)
    const malformed = ahead(context.draft, await memberClient.message('too early'))
    await refusesByCode(context, room, {
      what: 'a message for the epoch after the current one',
      malformed: () => room.submit(malformed),
      twin: await memberClient.message('the twin'),
      codes: ['notAllowed'],
    })
  },
})

const updates = 3

const late = check({
  ...hosted,
  id: 'submit.epoch.too-old',
  title: 'A message that is refused for its age is answered epochTooOld with the current epoch',
  requirements: ['MIMI-SUB-009'],
  fails: 'The answer has another code of refusal, or another epoch than the one that the group is in.',
  async run(context) {
    const { room, adminClient, memberClient } = await twoPeers(context)
    const old = await memberClient.message('too late')
    for (let update = 0; update < updates; update += 1) await room.update(adminClient)
    const answer = await room.submit(old)
    await room.say(memberClient, 'in time')
    if (outcomeOf(answer) === 'accepted')
      context.observe(`a message that is ${updates} epochs old is taken: the drafts say no tolerance`, answer)
    else judgeAge(context, room, answer)
  },
})

/** epochTooOld with the right epoch; a 4xx without the response structure says less. */
function judgeAge({ that }: CheckContext, { epoch }: HostedRoom, answer: Answer<Responses['submitMessage']>): void {
  const { code, value } = answer
  that(code === 'epochTooOld', {
    expected: 'epochTooOld for a message of an epoch that is over',
    actual: describeAnswer(answer),
    as: outcomeOf(answer) === 'refused' ? 'warn' : undefined,
    exchange: answer,
  })
  if (code !== 'epochTooOld') return
  const told = value && 'currentEpoch' in value ? value.currentEpoch : null
  that(told === epoch, { expected: `currentEpoch ${epoch}`, actual: `${told}`, exchange: answer })
}

/** An operational policy that allows everything, and messages to be so many epochs late. */
const tolerating = (epoch_tolerance: number): Uint8Array =>
  encode(OperationalParameters, {
    ...permissive,
    app_message_policy: { epoch_tolerance, pad_to_size: 0, max_generations_skipahead: 0 },
  })

const tolerance = 1

const beyond = check({
  ...hosted,
  id: 'submit.epoch.tolerance',
  title: 'A message that is older than the epoch tolerance of the room is answered epochTooOld',
  requirements: ['MIMI-SUB-009'],
  drafts: ['06'],
  fails: 'A message one epoch beyond epoch_tolerance is taken, or refused with another code or epoch.',
  async run(context) {
    const data = tolerating(tolerance)
    const { room, adminClient, memberClient } = await twoPeers(context, {
      components: [{ component_id: componentIds.mls_operational_policy, data }],
    })
    const old = await memberClient.message('too late')
    for (let update = 0; update <= tolerance; update += 1) await room.update(adminClient)
    const answer = await room.submit(old)
    await room.say(memberClient, 'in time')
    judgeAge(context, room, answer)
  },
})

const outcomes = check({
  ...hosted,
  id: 'submit.outcomes',
  title: 'Each outcome is answered with what belongs to it and nothing behind that',
  requirements: ['MIMI-SUB-010'],
  fails: 'An answer cannot be read: it is cut short, or has octets behind accepted, notAllowed or epochTooOld.',
  async run(context) {
    const { draft, that } = context
    const { room, adminClient, memberClient } = await twoPeers(context)
    const old = await memberClient.message('too late')
    await room.update(adminClient)
    await room.update(adminClient)
    const answers = [
      { what: 'a message in time', answer: await room.submit(await memberClient.message('in time')) },
      { what: 'a message too early', answer: await room.submit(ahead(draft, await memberClient.message())) },
      { what: 'a message too late', answer: await room.submit(old) },
    ]
    for (const { what, answer } of answers) {
      // A refusal outside of the structure has none of its fields.
      if (outcomeOf(answer) === 'refused' && answer.value === null) continue
      that(answer.value !== null, {
        expected: `a SubmitMessageResponse for ${what}, and nothing behind it`,
        actual: describeAnswer(answer),
        exchange: answer,
      })
    }
  },
})

const refusedGoesNowhere = check({
  ...hosted,
  id: 'submit.distributed',
  title: 'A message that was accepted reaches another provider, one that was refused does not',
  requirements: ['MIMI-SUB-011'],
  fails: 'A message answered with accepted does not arrive, or one that was refused does.',
  async run(context) {
    const { draft, skip, other, arrivesIn, silentIn } = context
    const { room, adminClient } = await twoPeers(context)
    const refused = ahead(draft, await adminClient.message('too early'))
    const answer = await room.submit(refused)
    if (outcomeOf(answer) === 'accepted') skip('a message too early is accepted; judged by submit.epoch.ahead')
    const accepted = await room.say(adminClient, 'in time')
    await silentIn(
      room,
      other,
      { of: refused },
      {
        expected: `nothing of a message that was answered ${describeAnswer(answer)}`,
        marker: () => arrivesIn(room, other, { of: accepted }),
      },
    )
  },
})

export default [early, late, beyond, outcomes, refusedGoesNowhere]
