/** What members ask of a hub besides updates: submitMessage (5.4), groupInfo (5.6), reportAbuse (5.9). */
import { unhosted } from '../../../../src/check/unhosted.js'
import { type Codec, encode } from '../../../../src/codec/index.js'
import { drafts } from '../../../../src/drafts/ids.js'
import { signWithLabel } from '../../../../src/mls/sign.js'
import { outcomeOf } from '../../../../src/peers/answer.js'
import { abuseReport } from '../../../../src/peers/builders.js'
import type { Message } from '../../../../src/peers/hosted-room.js'
import { groupInfoRequest, submitMessageRequest } from '../../../../src/peers/room-requests.js'
import type { PeerDevice } from '../../../../src/peers/user.js'
import { GroupInfoRequest } from '../../../../src/wire/group-info.js'
import { AbuseReport } from '../../../../src/wire/report-abuse.js'
import { SubmitMessageRequest } from '../../../../src/wire/submit-message.js'
import type { Scene } from '../scene.js'
import { type Request, sendValid, type Site, type Stage, steady, type Twin } from '../stage.js'
import { components } from './consent.js'
import { type Hosted, hosted } from './hosted.js'
import { signatureAtEnd } from './key-material.js'

class Speaking implements Stage {
  readonly real = true
  request: Request
  /** Messages that have come to the other member's provider. */
  private heard = 0

  constructor(
    readonly scene: Scene,
    private readonly there: Hosted,
    private message: Message,
  ) {
    this.request = this.asked()
  }

  async renew(): Promise<void> {
    this.message = await this.there.client.message('a message')
    this.request = this.asked()
  }

  state(): Promise<string> {
    return this.there.state()
  }

  /** Whoever took it fans it out, and nothing that was refused comes before it. */
  async twin(untouched: boolean): Promise<Twin> {
    const answer = await sendValid(this.scene, this.request)
    const { target, other, environment } = this.scene
    if (outcomeOf(answer) !== 'accepted' || !target.can('ready')) return { answer }
    const expected = `the message at ${other.domain}, and none that was refused`
    const { room } = this.there
    if (!(await room.event(other, { of: this.message })))
      return {
        answer,
        lacking: { expected, actual: `it did not come within ${3 * environment.timing.fanoutMs} ms` },
      }
    const before = this.heard
    this.heard = await this.count(untouched)
    if (!untouched || this.heard === before + 1) return { answer }
    return { answer, lacking: { expected, actual: `${this.heard - before} messages came` } }
  }

  /** Messages that have come so far. Others that were accepted, copies of this one perhaps, come before the next. */
  private async count(untouched: boolean): Promise<number> {
    const { room, client } = this.there
    const { other } = this.scene
    if (!untouched) await room.event(other, { of: await room.say(client) })
    return room.events(other, { kind: 'application' }).length
  }

  private asked(): Request {
    const { bytes, sender } = this.message
    return messageRequest(this.scene, this.there.room.uri, bytes, sender)
  }
}

function messageRequest({ draft }: Scene, about: string, message: Uint8Array, sender: string): Request {
  const codec: Codec<unknown> = SubmitMessageRequest[draft]
  const body = encode(codec, submitMessageRequest(draft, message, sender))
  return { action: 'submitMessage', about, codec, body }
}

const submitMessage: Site = {
  id: 'submitMessage',
  endpoint: 'submitMessage',
  drafts,
  async prepare(scene) {
    const there = await hosted(scene)
    return new Speaking(scene, there, await there.client.message('a message'))
  },
  async unknown(scene) {
    const { device, message } = await unhosted(scene)
    return steady(scene, messageRequest(scene, scene.target.unknownRoom(), message, device.userUri), { real: false })
  },
}

function infoRequest({ draft }: Scene, about: string, { mls }: PeerDevice, joiningCode?: Uint8Array) {
  const codec: Codec<unknown> = GroupInfoRequest[draft]
  const body = encode(codec, groupInfoRequest(draft, mls, joiningCode))
  const { privateKey } = mls.signatureKeys()
  const sign = (content: Uint8Array) => signWithLabel(mls.suite, privateKey, 'GroupInfoRequestTBS', content)
  return {
    request: { action: 'groupInfo', about, codec, body } as const,
    // Without a joining code the signed form ends as the sent one does (R-W06).
    ...(joiningCode === undefined && { resign: signatureAtEnd(body, sign) }),
  }
}

/** Asked by somebody with a joining code, which is good for one use where nothing else may use it up. */
class Invited implements Stage {
  readonly real = true
  /** A code that somebody has used is used up. */
  readonly fragile = 'in-time'

  private constructor(
    readonly scene: Scene,
    private readonly there: Hosted,
    public request: Request,
  ) {}

  static async open(scene: Scene): Promise<Invited> {
    const there = await hosted(scene)
    return new Invited(scene, there, await invitation(scene, there, many))
  }

  async renew(counted: boolean): Promise<void> {
    this.request = await invitation(this.scene, this.there, counted ? 1 : many)
  }

  state(): Promise<string> {
    return this.there.state()
  }

  async twin(): Promise<Twin> {
    return { answer: await sendValid(this.scene, this.request) }
  }
}

/** Uses of a code, enough for any round. */
const many = 10_000

async function invitation(scene: Scene, { room }: Hosted, uses: number): Promise<Request> {
  const code = await room.joinLink(room.creator.user, { uses })
  return infoRequest(scene, room.uri, scene.peer.user().device, code).request
}

const groupInfo: readonly Site[] = [
  {
    id: 'groupInfo/member',
    endpoint: 'groupInfo',
    drafts,
    async prepare(scene) {
      const there = await hosted(scene)
      const [newcomer = there.admin.device] = there.newcomers
      const { request, ...rest } = infoRequest(scene, there.room.uri, newcomer)
      return steady(scene, request, { ...rest, state: () => there.state() })
    },
    unknown(scene) {
      const code = new TextEncoder().encode('a joining code')
      const { request } = infoRequest(scene, scene.target.unknownRoom(), scene.peer.user().device, code)
      return Promise.resolve(steady(scene, request, { real: false }))
    },
  },
  { id: 'groupInfo/code', endpoint: 'groupInfo', drafts, prepare: (scene) => Invited.open(scene) },
]

interface Report {
  readonly room: string
  readonly abuser: string
  readonly reporter: string
  readonly messages?: object[]
}

function reportRequest({ draft }: Scene, report: Report): Request {
  const codec: Codec<unknown> | null = AbuseReport[draft]
  const body = codec
    ? encode(codec, abuseReport({ ...report, note: 'unasked-for advertisements', extensions: [...components] }))
    : new Uint8Array()
  return { action: 'reportAbuse', about: report.room, codec, body }
}

/** Two messages of the accused, as they came to the reporter's provider with their franks; none where none came. */
async function franked({ peer, target, environment }: Scene, there: Hosted): Promise<object[]> {
  if (!target.can('ready')) return []
  const found: object[] = []
  for (const text of ['the first', 'the second']) {
    const message = await there.room.say(there.room.client(there.member), text, { tag: true })
    const event = await there.room.event(peer, { of: message }, environment.timing.fanoutMs)
    const frank = event && 'frank' in event.value ? event.value.frank : null
    if (!event || !frank) return []
    const [content, time] = [message.content, event.timestamp]
    found.push({
      mimi_content: content,
      message_content: content,
      frank,
      acceptedTimestamp: time,
      accepted_timestamp: time,
    })
  }
  return found
}

const reportAbuse: Site = {
  id: 'reportAbuse',
  endpoint: 'reportAbuse',
  drafts: ['02ed', '06'],
  async prepare(scene) {
    const there = await hosted(scene)
    const { room, member, admin } = there
    const messages = await franked(scene, there)
    const request = reportRequest(scene, { room: room.uri, abuser: member.uri, reporter: admin.uri, messages })
    return steady(scene, request, { state: () => there.state() })
  },
  unknown(scene) {
    const { peer, target } = scene
    const report = { room: target.unknownRoom(), abuser: peer.user().uri, reporter: peer.user().uri }
    return Promise.resolve(steady(scene, reportRequest(scene, report), { real: false }))
  },
}

export const rooms: readonly Site[] = [submitMessage, ...groupInfo, reportAbuse]
