/** A valid request to each endpoint that takes a body, and the state on which it succeeds. */
import type { CheckContext } from '../../src/check/context.js'
import type { Role } from '../../src/check/define.js'
import { unhosted } from '../../src/check/unhosted.js'
import { type Codec, encode } from '../../src/codec/index.js'
import type { ByDraft } from '../../src/drafts/by-draft.js'
import { signWithLabel } from '../../src/mls/sign.js'
import type { Answer } from '../../src/peers/answer.js'
import {
  abuseReport,
  consentEntry,
  identifierRequest,
  keyMaterialRequest,
  someFrank,
} from '../../src/peers/builders.js'
import { judgedBy } from '../../src/peers/endpoints.js'
import type { ComponentData, ConsentOptions, KeyMaterialOptions } from '../../src/peers/requests.js'
import { type HostedRoom, hosting, type Message, type RoomClient } from '../../src/peers/hosted-room.js'
import { updateBody } from '../../src/peers/hosting/update-body.js'
import { groupInfoRequest, submitMessageRequest, updateRequest } from '../../src/peers/room-requests.js'
import type { PeerDevice } from '../../src/peers/user.js'
import type { Action, Operation } from '../../src/target/driver/contract.js'
import { ConsentEntry } from '../../src/wire/consent.js'
import { GroupInfoRequest } from '../../src/wire/group-info.js'
import { IdentifierRequest } from '../../src/wire/identifier-query.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../../src/wire/key-material.js'
import { NotifyBody } from '../../src/wire/notify.js'
import { AbuseReport } from '../../src/wire/report-abuse.js'
import { SubmitMessageRequest } from '../../src/wire/submit-message.js'
import { UpdateRequest } from '../../src/wire/update.js'
import { anybody } from '../transport/gate.js'

/** What a request is sent about where a check wants something in particular of it. */
export interface Wanted {
  /** 06: components of the request's extension dictionary, in order. */
  extensions?: ComponentData[]
  /** Text that ends with U+FFFD, for which lenient decoders take what is no UTF-8. */
  replacementCharacter?: true
}

/** A valid request, ready to be sent and to be spoiled. */
export interface Trial {
  readonly codec: Codec<unknown>
  /** The valid body. */
  readonly body: Uint8Array
  /** What its URL names. */
  readonly about: string
  /** Sends the valid body, or `before` where the same bytes would not be evaluated twice. */
  twin(when: 'before' | 'after'): Promise<Answer>
  /** Sends other bytes to the same place, or to what `about` says. */
  malformed(bytes: Uint8Array, about?: string): Promise<Answer>
  /** The body with a change of its signed part under the signature too; absent where nothing is signed. */
  resigned?(change: (part: Uint8Array) => Uint8Array): Uint8Array
}

/** Every endpoint that takes a body. */
export const endpoints = [
  'keyMaterial',
  'requestConsent',
  'updateConsent',
  'identifierQuery',
  'notify',
  'update',
  'submitMessage',
  'groupInfo',
  'reportAbuse',
] as const satisfies readonly Action[]
export type Endpoint = (typeof endpoints)[number]

export interface Place {
  /** The endpoint's name in check ids. */
  readonly word: string
  /** Any server that has the endpoint must read strictly; a room endpoint's is judged whoever has it. */
  readonly roles: readonly Role[]
  readonly needs: readonly Operation[]
  /** Only a hub can say yes there, about a room of its own: elsewhere the twin is one that is turned down. */
  readonly hosted: boolean
  /** The check that judges an ordinary request. */
  readonly judge: string
  prepare(context: CheckContext, wanted?: Wanted): Promise<Trial>
}

const utf8 = new TextEncoder()

type Table = ByDraft<Codec<unknown> | null>

/** @throws Skip where the draft does not have the structure */
function trial(
  { draft, peer, skip }: CheckContext,
  action: Endpoint,
  table: Table,
  about: string,
  request: object | Uint8Array,
  before?: Uint8Array,
): Trial {
  const codec = table[draft] ?? skip(`draft ${draft} has no ${action}`)
  const body = request instanceof Uint8Array ? request : encode(codec, request)
  return {
    codec,
    body,
    about,
    twin: (when) => peer.send(action, about, when === 'before' ? (before ?? body) : body),
    malformed: (bytes, elsewhere = about) => peer.send(action, elsewhere, body, { tamper: () => bytes }),
  }
}

/** What a request for the key packages of an account with some in stock says; the same user is nobody without a driver. */
export async function keyMaterialWanted({ target, peer }: CheckContext): Promise<KeyMaterialOptions> {
  const user = await anybody(target)
  return { requester: peer.user(), target: user, room: peer.roomUri(), required: { credential_types: [1] } }
}

const accountOperations = ['createUser', 'publishKeyPackages', 'setConsent'] as const

async function bareUser({ target }: CheckContext, known?: { type: 'handle' | 'nick'; value: string }): Promise<string> {
  const profile = known ? [{ source: known.type, name: '', value: known.value }] : []
  return (await target.user({ devices: 0, consent: 'none', profile })).uri
}

function consentTrial(context: CheckContext, action: 'requestConsent' | 'updateConsent', options: ConsentOptions) {
  const about = action === 'requestConsent' ? options.target : options.requester
  return trial(context, action, ConsentEntry, about, consentEntry(options))
}

const aboutRooms = { roles: ['provider', 'follower', 'hub'], needs: [], hosted: true } as const

/** What there is to know of each. */
export const places: Readonly<Record<Endpoint, Place>> = {
  keyMaterial: {
    word: 'key-material',
    roles: ['provider'],
    needs: [],
    hosted: false,
    judge: judgedBy.keyMaterial,
    async prepare(context) {
      const options = await keyMaterialWanted(context)
      const { draft } = context
      const made = (more: Partial<KeyMaterialOptions> = {}) =>
        trial(
          context,
          'keyMaterial',
          KeyMaterialRequest,
          options.target,
          keyMaterialRequest(draft, { ...options, ...more }),
        )
      const { mls } = options.requester.device
      const { privateKey } = mls.signatureKeys()
      const sign = (content: Uint8Array) => signWithLabel(mls.suite, privateKey, 'KeyMaterialRequestTBS', content)
      const resigned = (change: (part: Uint8Array) => Uint8Array) =>
        change(made({ signature: (_, content) => sign(change(content)) }).body)
      return { ...made(), ...(KeyMaterialRequestTBS[draft] && { resigned }) }
    },
  },
  requestConsent: {
    word: 'request-consent',
    roles: ['provider'],
    needs: ['createUser'],
    hosted: false,
    judge: judgedBy.requestConsent,
    async prepare(context, { extensions } = {}) {
      const { peer } = context
      const [target, requester, room] = [await bareUser(context), peer.user().uri, peer.roomUri()]
      return consentTrial(context, 'requestConsent', { operation: 'request', requester, target, room, extensions })
    },
  },
  updateConsent: {
    word: 'update-consent',
    roles: ['provider'],
    needs: ['createUser'],
    hosted: false,
    judge: judgedBy.updateConsent,
    async prepare(context, { extensions } = {}) {
      const { peer } = context
      const [requester, giver, room] = [await bareUser(context), peer.user(), peer.roomUri()]
      const keyPackages = giver.device.keyPackages(1)
      const options = { operation: 'grant', requester, target: giver.uri, room, keyPackages, extensions } as const
      return consentTrial(context, 'updateConsent', options)
    },
  },
  identifierQuery: {
    word: 'identifier-query',
    roles: ['provider'],
    needs: [],
    hosted: false,
    judge: judgedBy.identifierQuery,
    async prepare(context, { extensions, replacementCharacter } = {}) {
      const { draft, target, name } = context
      const known = replacementCharacter
        ? ({ type: 'nick', value: `${name('alice')}\ufffd` } as const)
        : ({ type: 'handle', value: `im:${name('alice')}@${target.domain}` } as const)
      if (target.can('createUser')) await bareUser(context, known)
      const body = identifierRequest(draft, { elements: [known], extensions })
      return trial(context, 'identifierQuery', IdentifierRequest, target.domain, body)
    },
  },
  notify: {
    word: 'notify',
    roles: ['follower'],
    needs: accountOperations,
    hosted: false,
    judge: judgedBy.notify,
    async prepare(context) {
      const { hub, target, draft } = context
      const room = await hub.roomWith(await target.user({ keyPackages: 1 }))
      // What the hub sends to a provider that is already there: a message, then the commit that adds somebody else.
      const body = async (text: string) => {
        const message = await room.group.encrypt(utf8.encode(text))
        const marked = room.event(message, { frank: someFrank[draft] })
        await room.add(
          hub
            .user()
            .device.mls.keyPackages(1)
            .map(({ keyPackage }) => keyPackage),
        )
        return hub.fanout(room, marked, room.commit).bytes
      }
      const [before, after] = [await body('the twin before'), await body('the twin after')]
      return trial(context, 'notify', NotifyBody, room.uri, after, before)
    },
  },
  update: {
    ...aboutRooms,
    word: 'update',
    judge: judgedBy.update,
    async prepare(context) {
      const { draft, other, target } = context
      const member = await inRoom(context)
      if (!member) {
        const { added } = await unhosted(context)
        return trial(context, 'update', UpdateRequest, target.unknownRoom(), updateRequest(draft, added))
      }
      // A hub takes only one commit in an epoch: the twin before is another one.
      const { room, client } = member
      const before = await room.update(client)
      const commit = await client.change({ admit: [{ user: other.user() }] })
      return {
        codec: UpdateRequest[draft],
        body: updateBody(draft, commit),
        about: room.uri,
        twin: (when) => (when === 'before' ? Promise.resolve(before) : room.send(commit)),
        malformed: (bytes) => room.send(commit, { tamper: () => bytes }),
      }
    },
  },
  submitMessage: {
    ...aboutRooms,
    word: 'submit-message',
    judge: judgedBy.submitMessage,
    async prepare(context) {
      const { draft, target } = context
      const member = await inRoom(context)
      const about = member?.room.uri ?? target.unknownRoom()
      const request = ({ bytes, sender }: Unsent) => submitMessageRequest(draft, bytes, sender)
      const before = request(await (member?.client.message('the twin before') ?? unsent(context)))
      const after = request(await (member?.client.message('the twin after') ?? unsent(context)))
      const codec: Codec<unknown> = SubmitMessageRequest[draft]
      return trial(context, 'submitMessage', SubmitMessageRequest, about, after, encode(codec, before))
    },
  },
  groupInfo: {
    ...aboutRooms,
    word: 'group-info',
    judge: judgedBy.groupInfo,
    async prepare(context) {
      const { draft, peer, target } = context
      const member = await inRoom(context)
      // An unknown room has no joining codes, so any will do; a known one is asked by a participant.
      const request = member
        ? groupInfoRequest(draft, member.newcomer.mls)
        : groupInfoRequest(draft, peer.user().device.mls, utf8.encode('a joining code'))
      return trial(context, 'groupInfo', GroupInfoRequest, member?.room.uri ?? target.unknownRoom(), request)
    },
  },
  reportAbuse: {
    ...aboutRooms,
    word: 'report-abuse',
    judge: judgedBy.reportAbuse,
    async prepare(context, { extensions, replacementCharacter } = {}) {
      const { peer, target } = context
      const note = `unasked-for advertisements${replacementCharacter ? '\ufffd' : ''}`
      const member = await inRoom(context)
      const room = member?.room.uri ?? target.unknownRoom()
      const abuser = member?.room.creator.user.uri ?? peer.user().uri
      const reporter = member?.client.user.uri ?? peer.user().uri
      const report = abuseReport({ room, abuser, reporter, note, extensions })
      return trial(context, 'reportAbuse', AbuseReport, room, report)
    },
  },
}

interface Member {
  readonly room: HostedRoom
  readonly client: RoomClient
  /** A device of the member's that is not in the group. */
  readonly newcomer: PeerDevice
}

/** An admin, at a peer, of a room that the target hosts; null where the driver cannot make one. */
async function inRoom({ target, peer }: CheckContext): Promise<Member | null> {
  if (!hosting.every((operation) => target.can(operation))) return null
  const user = peer.user({ devices: 2 })
  const room = await target.host({ members: [{ user, clients: 1, role: 'admin' }] })
  const [, newcomer = user.device] = user.devices
  return { room, client: room.client(user), newcomer }
}

type Unsent = Pick<Message, 'bytes' | 'sender'>

/** A message of a group that nobody hosts. */
async function unsent(context: CheckContext): Promise<Unsent> {
  const { device, message } = await unhosted(context)
  return { bytes: message, sender: device.userUri }
}
