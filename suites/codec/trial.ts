/** A valid request to each endpoint that takes a body, and the state on which it succeeds. */
import type { CheckContext } from '../../src/check/context.js'
import type { Role } from '../../src/check/define.js'
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
import { groupInfoRequest, submitMessageRequest, updateRequest } from '../../src/peers/room-requests.js'
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
import { unhosted } from './unhosted.js'

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
  /** Only a hub can say yes there, about a room of its own. */
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
      const { added } = await unhosted(context)
      const request = updateRequest(context.draft, added)
      return trial(context, 'update', UpdateRequest, context.target.unknownRoom(), request)
    },
  },
  submitMessage: {
    ...aboutRooms,
    word: 'submit-message',
    judge: judgedBy.submitMessage,
    async prepare(context) {
      const { device, message } = await unhosted(context)
      const request = submitMessageRequest(context.draft, message, device.userUri)
      return trial(context, 'submitMessage', SubmitMessageRequest, context.target.unknownRoom(), request)
    },
  },
  groupInfo: {
    ...aboutRooms,
    word: 'group-info',
    judge: judgedBy.groupInfo,
    async prepare(context) {
      const { draft, peer, target } = context
      const request = groupInfoRequest(draft, peer.user().device.mls, utf8.encode('a joining code'))
      return trial(context, 'groupInfo', GroupInfoRequest, target.unknownRoom(), request)
    },
  },
  reportAbuse: {
    ...aboutRooms,
    word: 'report-abuse',
    judge: judgedBy.reportAbuse,
    async prepare(context, { extensions, replacementCharacter } = {}) {
      const { peer, target } = context
      const note = `unasked-for advertisements${replacementCharacter ? '\ufffd' : ''}`
      const [room, abuser, reporter] = [target.unknownRoom(), peer.user().uri, peer.user().uri]
      const report = abuseReport({ room, abuser, reporter, note, extensions })
      return trial(context, 'reportAbuse', AbuseReport, room, report)
    },
  },
}
