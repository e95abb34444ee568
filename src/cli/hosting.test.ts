import { describe, expect, it, vi } from 'vitest'
import type { CheckContext } from '../check/context.js'
import { check, type Definition } from '../check/define.js'
import { drafts } from '../drafts/ids.js'
import { frankDefect } from '../peers/franks.js'
import { hosting } from '../peers/hosted-room.js'
import { type Json, resultsOf } from './deviation-rig.js'

/** All groups here are Mimicry's own: nothing of them is tried in a process first. */
vi.mock('node:child_process', async (original) => ({
  ...(await original<typeof import('node:child_process')>()),
  fork() {
    throw new Error('no process is needed for what Mimicry made')
  },
}))

/** What a check does in a room that the reference provider hosts; by requirements of every draft. */
function inRoom(id: string, run: (context: CheckContext) => Promise<void>, also: Partial<Definition> = {}) {
  return check({
    id: `update.${id}`,
    title: id,
    requirements: ['MIMI-UPD-001'],
    roles: ['hub'],
    needs: hosting,
    fails: 'as the test has it',
    run,
    ...also,
  })
}

const checks = [
  inRoom('moved', async ({ target, peer, other, expect: judge, that, arrivesIn }) => {
    const [bob, cathy] = [peer.user({ devices: 2 }), other.user()]
    const room = await target.host({ members: [{ user: bob, role: 'admin', clients: 1 }, { user: cathy }], epochs: 1 })
    const before = room.epoch
    const dave = other.user()
    const admit = await room.client(bob).change({ admit: [{ user: dave }] })
    await judge(room.send(admit)).status(200).code('success')
    const welcome = await arrivesIn(room, other, { kind: 'welcome' })
    const commit = await arrivesIn(room, other, { of: admit })
    that(room.epoch === before + 1n, { expected: `epoch ${before + 1n}`, actual: `${room.epoch}` })
    that(commit.timestamp === welcome.timestamp, { expected: 'one acceptance time', actual: 'two' })
    const said = await room.say(room.client(dave), 'hello')
    await arrivesIn(room, peer, { kind: 'application', of: said })
    await room.update(room.client(dave))
    await arrivesIn(room, peer, { kind: 'commit' })
  }),
  inRoom('left', async ({ target, peer, other, expect: judge, arrivesIn, refusesIn }) => {
    const [bob, cathy] = [peer.user(), other.user()]
    const room = await target.host({ members: [{ user: bob }, { user: cathy }] })
    const leave = await room.client(bob).leave()
    await judge(room.send(leave)).status(200).code('success')
    await arrivesIn(room, other, { kind: 'proposal', of: leave })
    await refusesIn(room, {
      what: 'a commit that omits the proposals of somebody who leaves',
      malformed: await room.client(cathy).change({}, { references: 'none' }),
      twin: await room.client(cathy).change(),
    })
    await arrivesIn(room, peer, { kind: 'commit' })
  }),
  inRoom('joined', async ({ target, peer, other, expect: judge, that, arrivesIn }) => {
    const [bob, cathy] = [peer.user({ devices: 2 }), other.user()]
    const room = await target.host({ members: [{ user: bob, clients: 1 }, { user: cathy }] })
    const [, second] = bob.devices
    if (!second) throw new Error('two devices were asked for')
    const answer = await judge(room.groupInfo({ as: second }))
      .status(200)
      .code('success')
    const served = room.open(answer)
    that(served.epoch === room.epoch, { expected: `epoch ${room.epoch}`, actual: `${served.epoch}` })
    const join = await room.join(second, { from: served })
    await judge(room.send(join)).status(200).code('success')
    await arrivesIn(room, other, { kind: 'commit', of: join })
    const said = await room.say(room.client(second), 'hello from the new device')
    await arrivesIn(room, other, { of: said })
  }),
  inRoom(
    'local',
    async ({ target, peer, other, expect: judge, arrivesIn, silentIn }) => {
      const [bob, cathy] = [peer.user(), other.user()]
      const room = await target.host({ members: [{ user: bob }, { user: cathy }] })
      const expel = await room.creator.change({ expel: [cathy] })
      await judge(room.send(expel)).status(200).code('success')
      const said = await room.creator.message('only for those who stayed')
      await judge(room.submit(said)).status(200).code('accepted')
      await arrivesIn(room, peer, { of: said })
      await silentIn(room, other, { of: said })
    },
    { needs: [...hosting, 'submit'] },
  ),
  inRoom(
    'franked',
    async ({ target, peer, other, that, arrivesIn, unchangedIn }) => {
      const [bob, cathy] = [peer.user(), other.certifiedUser({ subject: { O: 'Example' } })]
      const room = await target.host({ members: [{ user: bob }, { user: cathy }] })
      const said = await room.client(bob).message('franked', { tag: true })
      await room.submit(said).accepted()
      const { value, timestamp } = await arrivesIn(room, other, { of: said })
      const frank =
        'frank' in value && value.frank && 'franking_integrity_signature' in value.frank ? value.frank : null
      const defect = (sender: string) =>
        frank && frankDefect(frank, room.context, { sender, room: room.uri, timestamp })
      that(frank !== null && defect(bob.uri) === null, { expected: 'a frank', actual: `${defect(bob.uri)}` })
      that(defect(cathy.uri) !== null, { expected: 'a frank for its sender alone', actual: 'one for anybody' })
      await unchangedIn(room, cathy)
    },
    { drafts: ['06'] },
  ),
  inRoom(
    'followed',
    async ({ target, hub, other, expect: judge, that }) => {
      const [bob, cathy] = [await target.user({ devices: 2 }), other.user()]
      const [first, second] = bob.devices
      if (!first || !second) throw new Error('two devices were asked for')
      const room = await target.roomAt(hub, { members: [{ user: bob, clients: 1, role: 'admin' }] })
      const inboxHas = async (message: Uint8Array) => {
        const isThis = (entry: { message: Uint8Array }) => Buffer.compare(entry.message, message) === 0
        const entries = await first.delivered((all) => all.some(isThis))
        that(entries.some(isThis), { expected: 'the event in the inbox', actual: `${entries.length} others` })
      }
      const invite = await room.client(bob).change({ admit: [{ user: cathy }] })
      await judge(room.send(invite)).status(200).code('success')
      that(room.clients.length === 3, { expected: '3 clients', actual: `${room.clients.length}` })
      const said = await room.say(room.client(cathy), 'hello')
      await room.deliver()
      await inboxHas(said.bytes)
      await room.say(room.client(bob), 'hello, Cathy')
      const join = await room.join(second)
      await judge(room.send(join)).status(200).code('success')
      const leave = await room.client(second).leave()
      await judge(room.send(leave)).status(200).code('success')
      const commit = await room.client(cathy).change()
      await room.send(commit).accepted()
      await room.deliver()
      await inboxHas(commit.messages[0] ?? new Uint8Array())
      const stayed = room.clients.map(({ user }) => user.uri)
      that(!stayed.includes(bob.uri), { expected: 'nobody of Bob', actual: stayed.join(', ') })
    },
    { roles: ['follower'], needs: ['createUser', 'publishKeyPackages', 'setConsent', 'submit', 'inbox'] },
  ),
]

describe.each(drafts)('a room that the reference provider hosts in draft %s', (draft) => {
  it('is one in which checks can act and be told what happened', async () => {
    const results = await resultsOf({ draft, checks })
    const told = results.map(({ id, verdict, reason, findings }) => ({ id, verdict, reason, findings }))
    const run = checks.filter((each) => each.drafts.includes(draft))
    expect(told).toEqual(run.map(({ id }) => ({ id, verdict: 'pass', reason: null, findings: [] })))
  }, 30_000)

  it('is followed where the target leaves its clients without an outcome', async () => {
    const followed = checks.filter(({ id }) => id === 'update.followed')
    const answer = (operation: string, { id, ...told }: Json) =>
      operation === 'submit' ? { id, ok: true, pending: true } : { id, ...told }
    const results = await resultsOf({ draft, checks: followed, driver: { answer } })
    expect(results.map(({ verdict, reason }) => ({ verdict, reason }))).toEqual([{ verdict: 'pass', reason: null }])
  }, 30_000)
})
