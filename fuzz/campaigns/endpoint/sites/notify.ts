/** notify (5.5): a room at the peer b with a user of the target in it, and events of each kind. */
import { setTimeout as sleep } from 'node:timers/promises'
import { decode } from '../../../../src/codec/index.js'
import { drafts } from '../../../../src/drafts/ids.js'
import { MLSMessage } from '../../../../src/mls/wire/index.js'
import { someFrank } from '../../../../src/peers/builders.js'
import type { HubRoom, RoomEvent } from '../../../../src/peers/room.js'
import type { TargetDevice, TargetUser } from '../../../../src/peers/target-handle.js'
import { NotifyBody } from '../../../../src/wire/notify.js'
import type { Scene } from '../scene.js'
import { type Request, sendValid, type Site, type Stage, steady, type Twin } from '../stage.js'

const utf8 = new TextEncoder()

/** The events of one body, and the messages in them that a device of the room is to get. */
interface Events {
  readonly events: readonly RoomEvent[]
  readonly messages: readonly Uint8Array[]
}

type Maker = (scene: Scene, room: HubRoom) => Promise<Events>

/** Three in a row, the one in the middle with a frank. */
const applications: Maker = async ({ draft }, room) => {
  const messages = await Promise.all(['first', 'second', 'third'].map((text) => room.group.encrypt(utf8.encode(text))))
  const fields = (at: number) => (at === 1 ? { frank: someFrank[draft] } : {})
  return { messages, events: messages.map((message, at) => room.event(message, fields(at))) }
}

const commits: Maker = async (_, room) => {
  const before = await room.group.encrypt(utf8.encode('before it'))
  const first = await room.group.update()
  first.accepted()
  const second = await room.group.update()
  second.accepted()
  const messages = [before, first.commit, second.commit]
  return { messages, events: messages.map((message) => room.event(message)) }
}

/** In 06 the further proposals of a bundle come along with the first. */
const proposals: Maker = async ({ draft }, room) => {
  const group = room.group.fork()
  const made: Uint8Array[] = []
  for (let number = 0; number < 4; number++) made.push(await group.proposeUpdate())
  const [first, second, ...more] = made.map((message) => ({ message, read: decode(MLSMessage[draft], message) }))
  if (!first || !second) throw new Error('proposals were made')
  const moreProposals = draft === '06' ? more.map(({ read }) => read) : []
  const messages = [first, second, ...(draft === '06' ? more : [])].map(({ message }) => message)
  return { messages, events: [room.event(first.message), room.event(second.message, { moreProposals })] }
}

function siteOf(word: string, make: Maker): Site {
  return {
    id: `notify/${word}`,
    endpoint: 'notify',
    drafts,
    async prepare(scene) {
      const user = await scene.target.user({ keyPackages: 1 })
      return new Following(scene, await scene.peer.roomWith(user), user, make).opened()
    },
    unknown: async (scene) => {
      const room = await nobodysRoom(scene)
      const { events } = await make(scene, room)
      return steady(scene, requestOf(scene, room, events), { real: false })
    },
  }
}

/** A Welcome, which is taken once: each round has a room of its own. */
const welcomes: Site = {
  id: 'notify/welcome',
  endpoint: 'notify',
  drafts,
  async prepare(scene) {
    const user = await scene.target.user({ keyPackages: 1 })
    return new Inviting(scene, user).opened()
  },
}

function requestOf({ draft, peer }: Scene, room: HubRoom, events: readonly RoomEvent[]): Request {
  const { bytes } = peer.fanout(room, ...events)
  return { action: 'notify', about: room.uri, codec: NotifyBody[draft], body: bytes }
}

/** Nobody of the target's is in it. */
async function nobodysRoom({ peer }: Scene): Promise<HubRoom> {
  return peer.roomWith([], { deliver: false })
}

abstract class Delivering implements Stage {
  readonly real = true
  readonly fragile = 'in-time'
  protected readonly inbox: Inbox | null
  abstract request: Request
  protected messages: readonly Uint8Array[] = []

  constructor(
    readonly scene: Scene,
    protected readonly user: TargetUser,
  ) {
    this.inbox = scene.target.can('inbox') ? new Inbox(scene, user.device) : null
  }

  abstract renew(counted: boolean): Promise<void>

  async twin(untouched: boolean): Promise<Twin> {
    const answer = await sendValid(this.scene, this.request)
    if (!this.inbox || answer.status === null || answer.status >= 300) return { answer }
    const lacking = await this.inbox.got(this.messages, untouched)
    return { answer, ...(lacking && { lacking }) }
  }
}

class Following extends Delivering {
  request: Request

  constructor(
    scene: Scene,
    private readonly room: HubRoom,
    user: TargetUser,
    private readonly make: Maker,
  ) {
    super(scene, user)
    this.request = requestOf(scene, room, [])
  }

  async opened(): Promise<Stage> {
    await this.renew()
    await this.inbox?.catchUp()
    return this
  }

  async renew(): Promise<void> {
    const { events, messages } = await this.make(this.scene, this.room)
    this.messages = messages
    this.request = requestOf(this.scene, this.room, events)
  }
}

class Inviting extends Delivering {
  request: Request

  constructor(scene: Scene, user: TargetUser) {
    super(scene, user)
    this.request = { action: 'notify', about: '', codec: NotifyBody[scene.draft], body: new Uint8Array() }
  }

  async opened(): Promise<Stage> {
    await this.invite()
    return this
  }

  async renew(): Promise<void> {
    if (this.scene.target.can('publishKeyPackages')) await this.user.publish(this.user.device, 1)
    await this.invite()
  }

  private async invite(): Promise<void> {
    const room = await this.scene.peer.roomWith(this.user, { deliver: false })
    this.messages = room.invitation ? [room.invitation.welcome] : []
    this.request = requestOf(this.scene, room, [room.welcome])
  }
}

/** What was delivered to a device, as its driver tells it. */
class Inbox {
  private cursor = 0

  constructor(
    private readonly scene: Scene,
    private readonly device: TargetDevice,
  ) {}

  /** What is there so far is not looked at. */
  async catchUp(): Promise<void> {
    for (const { cursor } of await this.device.inbox(0)) this.cursor = Math.max(this.cursor, cursor)
  }

  /** @returns what is wrong with what came since it was last asked; undefined if it is these messages, and no others if `alone` */
  async got(messages: readonly Uint8Array[], alone: boolean): Promise<Twin['lacking']> {
    const wanted = messages.map(hex)
    const came: string[] = []
    const { signal, environment } = this.scene
    const end = Date.now() + 3 * environment.timing.fanoutMs
    for (let now = Date.now(); now <= end && !wanted.every((one) => came.includes(one)); now = Date.now()) {
      for (const { cursor, message } of await this.device.inbox(this.cursor, Math.min(200, end - now))) {
        this.cursor = Math.max(this.cursor, cursor)
        came.push(hex(message))
      }
      if (!wanted.every((one) => came.includes(one))) await sleep(pauseMs, undefined, { signal })
    }
    const missing = wanted.flatMap((one, at) => (came.includes(one) ? [] : [`message ${at + 1}`]))
    const others = came.length - wanted.length
    const expected = `the ${wanted.length} messages of the last body in the inbox of ${this.device.uri}`
    if (missing.length > 0) return { expected, actual: `${missing.join(', ')} did not come` }
    if (alone && others > 0)
      return { expected: `${expected}, and none of a body that was refused`, actual: `${others} more came` }
    return undefined
  }
}

/** Between two looks into an inbox, ms. */
const pauseMs = 10

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export const notify: readonly Site[] = [
  siteOf('application', applications),
  siteOf('commit', commits),
  siteOf('proposal', proposals),
  welcomes,
]
