import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import { type Group, joinFromWelcome } from '../../src/mls/engine.js'
import { abuseReport } from '../../src/peers/builders.js'
import { encodeRequest } from '../../src/peers/endpoints.js'
import type { Peer } from '../../src/peers/peer.js'
import type { HubRoom } from '../../src/peers/room.js'
import { groupInfoRequest, submitMessageRequest, updateRequest } from '../../src/peers/room-requests.js'
import type { TargetUser } from '../../src/peers/target-handle.js'
import { type Action } from '../../src/transport/actions.js'
import { type HandedIn, handIn, submittable } from '../transport/local-client.js'
import { valueIn } from './template.js'

const shared: Pick<Definition, 'roles' | 'needs'> = {
  roles: ['follower'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent', 'submit'],
}

/** A local user who is a member of a room that the peer hosts, with the member's own view of the group. */
interface Member {
  user: TargetUser
  room: HubRoom
  group: Group
}

async function memberAt({ target, draft, skip }: CheckContext, hub: Peer): Promise<Member> {
  const user = await target.user({ keyPackages: 1 })
  const room = await hub.roomWith(user)
  const [bundle] = user.device.published
  if (!room.invitation || !bundle) return skip('nobody was invited')
  return { user, room, group: await joinFromWelcome({ draft, bundle, ...room.invitation }) }
}

type RoomAction = Extract<Action, 'update' | 'submitMessage' | 'groupInfo' | 'reportAbuse'>

const makers: Readonly<Record<RoomAction, (context: CheckContext, member: Member) => Promise<object>>> = {
  submitMessage: async ({ draft }, { group, user }) =>
    submitMessageRequest(draft, await group.encrypt(new TextEncoder().encode('hello')), user.uri),
  groupInfo: async ({ draft }, { user }) => groupInfoRequest(draft, user.device.mls),
  reportAbuse: async (_, { user, room }) =>
    abuseReport({ room: room.uri, abuser: room.creator.uri, reporter: user.uri, note: 'it was rude' }),
  update: async ({ draft }, { group }) => updateRequest(draft, await group.update()),
}

const inRooms = byDraft<RoomAction[], RoomAction[], RoomAction[]>({
  '01': ['submitMessage', 'groupInfo', 'update'],
  '02ed': ['submitMessage', 'groupInfo', 'reportAbuse', 'update'],
  '06': ['submitMessage', 'groupInfo', 'reportAbuse', 'update'],
})

async function memberAsks(context: CheckContext, hub: Peer, member: Member, action: RoomAction) {
  const body = encodeRequest(action, context.draft, await makers[action](context, member))
  return submittable(() => handIn(context, member.user, hub, { action, about: member.room.uri, body }))
}

/** The forms in which a room's URI may stand in a path; the first is the reference (reading R-DIR-011). */
function formsOf(room: string): string[] {
  const schemeless = room.replace(/^mimi:\/\//, '')
  return [encodeURIComponent(room), room, encodeURIComponent(schemeless), schemeless, `/${schemeless}`]
}

export default [
  check({
    ...shared,
    id: 'directory.rooms.path',
    title: 'The path of what a member asks the hub names the room',
    requirements: ['MIMI-DIR-011'],
    fails: "In place of {roomId} in the hub's URL stands something else than the URI of the room.",
    async run(context) {
      const { hub, draft, that, skip } = context
      const member = await memberAt(context, hub)
      const [reference = '', ...others] = formsOf(member.room.uri)
      const same = (form: string, value: string) => form.toLowerCase() === value.toLowerCase()
      const handed: HandedIn[] = []
      for (const action of inRooms[draft]) {
        const one = await memberAsks(context, hub, member, action)
        if (one) handed.push(one)
      }
      if (handed.every(({ record }) => record === null))
        skip('no request of a member came to the hub; judged by directory.followed.ordinary')
      for (const { action, record, told } of handed) {
        const value = record && (valueIn(`https://${hub.domain}/v1/${action}/{roomId}`, record) ?? '')
        that(value !== null && same(reference, value), {
          expected: `${action} with ${reference} for the placeholder`,
          actual: record ? `${value || 'nothing'} (${record.request.path})` : `no ${action} came; ${told}`,
          // No draft says how a room id is written in a path.
          as: value !== null && others.some((form) => same(form, value)) ? 'observe' : 'fail',
          exchange: record ?? undefined,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'directory.rooms.update-template',
    title: "The hub's template for update is taken to the letter, with and without a slash",
    requirements: ['MIMI-DIR-009'],
    fails: "A slash is put before the room, or taken away, against the template in the hub's directory.",
    async run(context) {
      const { odd, that, skip } = context
      let judged = 0
      for (const slash of ['', '/']) {
        const hub = await odd()
        const template = `https://${hub.domain}/v1/update${slash}{roomId}`
        hub.directory({ ...hub.ordinary, update: template })
        const handed = await memberAsks(context, hub, await memberAt(context, hub), 'update')
        if (!handed?.record) continue
        judged += 1
        const value = valueIn(template, handed.record)
        that(value !== null && !value.startsWith('/'), {
          expected: `the room in place of {roomId} in ${template}, and nothing else changed`,
          actual: handed.record.request.path,
          exchange: handed.record,
        })
      }
      if (judged === 0) skip('no update of a member came to the hub; judged by directory.rooms.path')
    },
  }),
]
