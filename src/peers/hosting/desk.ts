/** A hub of Mimicry's: what it makes of requests for a room of its own. It judges the group, and no policy. */
import { type Codec, decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { credentialIdentity } from '../../mls/credential.js'
import { externalProposal } from '../../mls/external-proposal.js'
import { sealWithLabel } from '../../mls/hpke.js'
import type { KeyPair } from '../../mls/keys.js'
import { PublicGroup, PublicGroupError } from '../../mls/public-group.js'
import { signWithLabel } from '../../mls/sign.js'
import type { AppRules } from '../../mls/wire/app-state.js'
import {
  type Credential,
  type ExternalSender,
  GroupInfo,
  MLSMessage,
  type Proposal,
  RatchetTree,
  type Welcome,
  wireFormats,
} from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import {
  groupInfoEncryptionLabel,
  GroupInfoRatchetTreeTBE,
  GroupInfoRequest,
  GroupInfoResponseTBS,
} from '../../wire/group-info.js'
import { FanoutMessage } from '../../wire/notify.js'
import { SubmitMessageRequest } from '../../wire/submit-message.js'
import { encodeResponse } from '../endpoints.js'
import type { HubEvent } from '../hosted-room.js'
import { type Framed, type ReadUpdate, readUpdate } from './update-request.js'

/** What a hub begins to follow a group with. */
export interface DeskOptions {
  readonly draft: Draft
  readonly room: string
  /** Domain of the hub. */
  readonly domain: string
  /** External sender: what it signs with, and as whom. */
  readonly keys: KeyPair
  readonly sender: ExternalSender
  readonly rules: AppRules
  /** GroupInfo and RatchetTree, encoded. */
  readonly groupInfo: Uint8Array
  readonly ratchetTree: Uint8Array
  /** Users in the participant list. */
  readonly participants: () => readonly string[]
}

type Answered = Readonly<Record<'update' | 'submitMessage' | 'groupInfo', (body: Uint8Array, from: string) => object>>

const utf8 = new TextEncoder()

export class HubDesk {
  readonly log: HubEvent[] = []
  private readonly draft: Draft
  private group: PublicGroup
  private groupInfo: GroupInfo
  private pending: { readonly framed: Framed; readonly acceptedAt: bigint }[] = []
  private last = 0n

  constructor(private readonly options: DeskOptions) {
    const { draft, groupInfo, ratchetTree, rules: app } = options
    this.draft = draft
    this.groupInfo = decode(GroupInfo, groupInfo)
    this.group = PublicGroup.open({
      draft,
      groupInfo: this.groupInfo,
      ratchetTree: decode(RatchetTree, ratchetTree),
      app,
    })
  }

  /** The response body to a request from that provider. @throws CodecError for a malformed one */
  answer(action: keyof Answered, body: Uint8Array, from: string): Uint8Array {
    return encodeResponse(action, this.draft, this.answers[action](body, from))
  }

  /** Whether the hub has taken this MLSMessage. */
  took(message: Uint8Array): boolean {
    return this.log.some((event) => Buffer.compare(event.message, message) === 0)
  }

  /** A proposal of its own. */
  propose(proposal: Proposal): void {
    const { draft, group, options } = this
    const { groupId, epoch, suite, externalSenders } = group
    const { privateKey, publicKey } = options.keys
    const senderIndex = externalSenders.findIndex(({ signature_key }) => same(signature_key, publicKey))
    const message = externalProposal({ draft, groupId, epoch, suite, privateKey, senderIndex, proposal })
    const read = decode(MLSMessage[draft], message)
    if ('public_message' in read) this.takeProposals([{ message, read: read.public_message }], options.domain)
  }

  /** Puts a Welcome on the way to the providers of those whom the last commit added. */
  welcome(welcome: Welcome, to: ReadonlySet<string>, timestamp = this.now()): void {
    const message = encode(MLSMessage[this.draft], { version: 1, wire_format: wireFormats.mls_welcome, welcome })
    const ratchetTreeOption = { representation: 'full' as const, ratchet_tree: this.group.ratchetTree }
    this.enter('welcome', message, to, this.options.domain, { timestamp, ratchetTreeOption })
  }

  private readonly answers: Answered = {
    update: (body, from) => this.update(readUpdate(this.draft, body), from),
    submitMessage: (body, from) =>
      this.submit(decode<ValueIn<typeof SubmitMessageRequest>>(SubmitMessageRequest[this.draft], body), from),
    groupInfo: (body) => this.serve(decode<ValueIn<typeof GroupInfoRequest>>(GroupInfoRequest[this.draft], body)),
  }

  private update(request: ReadUpdate | null, from: string): object {
    if (!request) return { responseCode: 'notAllowed', errorDescription: 'not a PublicMessage' }
    const all = request.kind === 'commit' ? [request.commit] : request.proposals
    const currentEpoch = this.group.epoch
    if (all.some(({ read }) => read.content.epoch !== currentEpoch))
      return { responseCode: 'wrongEpoch', errorDescription: '', currentEpoch }
    try {
      const time = request.kind === 'commit' ? this.takeCommit(request, from) : this.takeProposals(all, from)
      return { responseCode: 'success', errorDescription: '', acceptedTimestamp: time, accepted_timestamp: time }
    } catch (reason) {
      if (!(reason instanceof PublicGroupError)) throw reason
      const { refs, message: errorDescription } = reason
      if (refs.length === 0) return { responseCode: 'notAllowed', errorDescription }
      return { responseCode: 'invalidProposal', errorDescription, invalidProposals: refs }
    }
  }

  private takeCommit(request: Extract<ReadUpdate, { kind: 'commit' }>, from: string): bigint {
    const { commit, welcome, groupInfo, partial } = request
    const { auth, content } = commit.read
    const before = this.members()
    const staged = this.group.stage(
      commit.read,
      this.pending.map(({ framed }) => framed.read),
    )
    const tag =
      content.content_type === 'commit' && 'confirmation_tag' in auth ? auth.confirmation_tag : new Uint8Array()
    const info = groupInfo ?? (partial && staged.next.groupInfoFrom(partial, tag, staged.committerLeaf.leaf_index))
    if (!info) throw new PublicGroupError('group-info', 'groupInfo', '5.3', 'there is none')
    staged.next.checkGroupInfo(info)
    this.group = staged.next
    this.groupInfo = info
    this.pending = []
    const timestamp = this.now()
    this.enter('commit', commit.message, before, from, { timestamp, externalProposals: [] })
    const newcomers = new Set(staged.added.map(({ leaf_node }) => domainOf(leaf_node.credential)))
    if (welcome) this.welcome(welcome, newcomers, timestamp)
    return timestamp
  }

  private takeProposals(proposals: readonly Framed[], from: string): bigint {
    for (const { read } of proposals) this.group.verifyProposal(read)
    const timestamp = this.now()
    this.pending.push(...proposals.map((framed) => ({ framed, acceptedAt: timestamp })))
    const [first, ...more] = proposals
    const moreProposals = more.map(({ message }) => decode(MLSMessage[this.draft], message))
    if (first) this.enter('proposal', first.message, this.members(), from, { timestamp, moreProposals })
    return timestamp
  }

  private submit({ appMessage }: ValueIn<typeof SubmitMessageRequest>, from: string): object {
    const refused = { protocol: 'mls10', statusCode: 'notAllowed' }
    if (!('private_message' in appMessage)) return refused
    const { epoch, group_id } = appMessage.private_message
    if (!same(group_id, this.group.groupId) || epoch > this.group.epoch) return refused
    if (epoch < this.group.epoch) return { ...refused, statusCode: 'epochTooOld', currentEpoch: this.group.epoch }
    const timestamp = this.now()
    const message = encode(MLSMessage[this.draft], appMessage)
    this.enter('application', message, this.members(), from, { timestamp, frank: null })
    const none = { serverFrank: null, frank: null }
    return {
      protocol: 'mls10',
      statusCode: 'accepted',
      acceptedTimestamp: timestamp,
      accepted_timestamp: timestamp,
      ...none,
    }
  }

  private serve(request: ValueIn<typeof GroupInfoRequest>): object {
    const { room, participants, sender, keys } = this.options
    const room_id = utf8.encode(room)
    const entitled = credentialIdentity(request.requestingCredential).some((uri) => participants().includes(uri))
    if (!entitled) return { version: 'mls10', room_id, status: 'notAuthorized' }
    const ratchetTreeOption = { representation: 'full' as const, ratchet_tree: this.group.ratchetTree }
    const { cipher_suite } = request
    const clear = { groupInfo: this.groupInfo, ratchetTreeOption }
    const pending_proposals = this.pending.map(({ framed, acceptedAt }) => ({
      proposal: decode(MLSMessage[this.draft], framed.message),
      hub_accepted_time: acceptedAt,
    }))
    const sealed = 'groupInfoPublicKey' in request && {
      encrypted_groupinfo_and_tree: sealWithLabel(
        cipher_suite,
        request.groupInfoPublicKey,
        groupInfoEncryptionLabel,
        room_id,
        encode(GroupInfoRatchetTreeTBE['06'], { ...clear, pending_proposals }),
      ),
    }
    const answer = {
      version: 'mls10',
      room_id,
      status: 'success',
      cipher_suite,
      hub_sender: sender,
      ...clear,
      ...sealed,
    }
    const content = encode<unknown>(GroupInfoResponseTBS[this.draft], answer)
    return { ...answer, signature: signWithLabel(cipher_suite, keys.privateKey, 'GroupInfoResponseTBS', content) }
  }

  private enter(
    kind: HubEvent['kind'],
    message: Uint8Array,
    to: ReadonlySet<string>,
    from: string,
    fields: { timestamp: bigint } & Record<string, unknown>,
  ): void {
    const codec: Codec<unknown> = FanoutMessage[this.draft]
    const bytes = encode(codec, { message: decode(MLSMessage[this.draft], message), ...fields })
    this.log.push({ kind, message, bytes, to, from })
  }

  /** Domains with clients in the group. */
  private members(): ReadonlySet<string> {
    return new Set(this.group.members.map(({ leaf_node }) => domainOf(leaf_node.credential)))
  }

  /** Acceptance times do not run backwards. */
  private now(): bigint {
    const now = BigInt(Date.now())
    this.last = now > this.last ? now : this.last
    return this.last
  }
}

/** In lower case, as peers and targets are known: an authority may be written in any. */
function domainOf(credential: Credential): string {
  const [uri = ''] = credentialIdentity(credential)
  return /^mimi:\/\/([^/]+)/i.exec(uri)?.[1]?.toLowerCase() ?? ''
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
