/** Valid requests about rooms, around one group that all of them share: no room knows it, so nothing depends on it. */
import type { CheckContext } from '../../src/check/context.js'
import { decode, encode } from '../../src/codec/index.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import type { Draft } from '../../src/drafts/ids.js'
import { createDevice, type Device } from '../../src/mls/device.js'
import { createGroup } from '../../src/mls/engine.js'
import { signWithLabel } from '../../src/mls/sign.js'
import { GroupInfo, MLSMessage, RatchetTree } from '../../src/mls/wire/index.js'
import { uri } from '../../src/peers/builders.js'
import { GroupInfoRequestTBS } from '../../src/wire/group-info.js'

interface Artefacts {
  readonly device: Device
  /** Adds a member. */
  readonly commit: MLSMessage
  readonly application: MLSMessage
  /** All that an UpdateRequest has besides the handshake, in every draft's form. */
  readonly rest: object
}

const made = new Map<string, Promise<Artefacts>>()

function artefacts({ draft, peer }: CheckContext): Promise<Artefacts> {
  const key = `${draft} ${peer.domain}`
  const known = made.get(key) ?? make(draft, peer.domain)
  made.set(key, known)
  return known
}

async function make(draft: Draft, domain: string): Promise<Artefacts> {
  const device = (name: string) =>
    createDevice({ draft, userUri: `mimi://${domain}/u/${name}`, clientUri: `mimi://${domain}/d/${name}` })
  const [creator, newcomer] = [device('creator'), device('newcomer')]
  const group = await createGroup(creator, { groupId: new TextEncoder().encode(`mimi://${domain}/g/codec`) })
  const added = await group.add(newcomer.keyPackages(1).map(({ bytes }) => bytes))
  added.accepted()
  const welcome = added.welcome && decode(MLSMessage[draft], added.welcome)
  const groupInfo = decode(GroupInfo, added.groupInfo)
  const ratchetTreeOption = { representation: 'full', ratchet_tree: decode(RatchetTree, added.ratchetTree) }
  return {
    device: creator,
    commit: decode(MLSMessage[draft], added.commit),
    application: decode(MLSMessage[draft], await group.encrypt(new TextEncoder().encode('to nobody'))),
    rest: {
      welcome: welcome && 'welcome' in welcome ? welcome.welcome : null,
      ...fullGroupInfo[draft](groupInfo),
      ratchetTreeOption,
    },
  }
}

const bare = (groupInfo: GroupInfo): object => ({ groupInfo })
const fullGroupInfo = byDraft({
  '01': bare,
  '02ed': bare,
  '06': (groupInfo: GroupInfo): object => ({ representation: 'full', groupInfo }),
})

const bundled = (proposalOrCommit: MLSMessage, rest: object): object => ({ bundle: { proposalOrCommit, ...rest } })
/** 01 has the PublicMessage bare (R-W23), the others an MLSMessage in a bundle. */
const handshakes = byDraft({
  '01': (commit: MLSMessage, rest: object): object => ({
    proposalOrCommit: 'public_message' in commit ? commit.public_message : null,
    ...rest,
  }),
  '02ed': bundled,
  '06': (commit: MLSMessage, { welcome, ratchetTreeOption, ...groupInfoOption }: Record<string, unknown>): object =>
    bundled(commit, { welcome, ratchetTreeOption, groupInfoOption }),
})

/** UpdateRequest with a commit that adds a member, its Welcome, GroupInfo and ratchet tree (5.3). */
export async function updateRequest(context: CheckContext): Promise<object> {
  const { commit, rest } = await artefacts(context)
  return handshakes[context.draft](commit, { ...rest })
}

/** SubmitMessageRequest with an application message (5.4). */
export async function submitRequest(context: CheckContext): Promise<object> {
  const { application, device } = await artefacts(context)
  return { protocol: 'mls10', appMessage: application, sendingUri: uri(device.userUri) }
}

/** GroupInfoRequest, signed (5.6). */
export function groupInfoRequest({ draft, peer }: CheckContext): object {
  const { mls } = peer.user().device
  const { suite, credential } = mls
  const { publicKey, privateKey } = mls.signatureKeys(suite)
  const [keyPackage] = mls.keyPackages(1)
  const joiningCode = new TextEncoder().encode('a joining code')
  const request = {
    protocol: 'mls10' as const,
    cipher_suite: suite,
    requestingSignatureKey: publicKey,
    requestingCredential: credential,
    groupInfoPublicKey: keyPackage?.keyPackage.init_key ?? publicKey,
    joiningCode,
  }
  const signature = signWithLabel(suite, privateKey, 'GroupInfoRequestTBS', encode(GroupInfoRequestTBS[draft], request))
  return { ...request, signature }
}

const mark = (octet: number) => new Uint8Array(32).fill(octet)

/** The Frank of an event, in each draft's form; 01 has none (5.4, 5.5). */
export const someFrank = byDraft({
  '01': null,
  '02ed': { franking_tag: mark(0xa1), serverFrank: mark(0xa2), franking_context_hash: mark(0xa3) },
  '06': {
    server_frank: mark(0xa2),
    franking_signature_ciphersuite: 1,
    franking_integrity_signature: new Uint8Array(64).fill(0xa4),
  },
})
