/** The MLS working group's vectors through ts-mls as it is corrected, over our own cryptography. */
import type { GroupContext } from 'ts-mls'
import { defaultClientConfig } from 'ts-mls/clientConfig.js'
import { validateRatchetTree } from 'ts-mls/clientState.js'
import { verifyGroupInfoConfirmationTag, verifyGroupInfoSignature } from 'ts-mls/groupInfo.js'
import { decodeLeafNode } from 'ts-mls/leafNode.js'
import { decodeMlsMessage } from 'ts-mls/message.js'
import { unprotectPrivateMessage } from 'ts-mls/messageProtection.js'
import { unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js'
import { decodeProposal, encodeProposal } from 'ts-mls/proposal.js'
import {
  addLeafNode,
  decodeRatchetTree,
  encodeRatchetTree,
  removeLeafNode,
  resolution,
  updateLeafNode,
} from 'ts-mls/ratchetTree.js'
import { createSecretTree } from 'ts-mls/secretTree.js'
import { treeHash, treeHashRoot } from 'ts-mls/treeHash.js'
import { toLeafIndex, toNodeIndex } from 'ts-mls/treemath.js'
import { decryptGroupInfo, decryptGroupSecrets } from 'ts-mls/welcome.js'
import { describe, expect, it } from 'vitest'
import { encodeCommit } from 'ts-mls/commit.js'
import { encode } from '../../codec/index.js'
import { createDevice } from '../device.js'
import { keyPairOf } from '../keys.js'
import { keyPackageRef } from '../sign.js'
import { suiteOf } from '../suites.js'
import { LeafNode } from '../wire/leaf-node.js'
import { convert } from './convert.js'
import { engineOf, tokenFor } from './suite.js'
import { present, vectors } from '../wire/test-vectors.js'

interface Vector {
  cipher_suite: number
  [field: string]: unknown
}

interface Numbered extends Vector {
  index: number
}

function numbered(name: string): Numbered[] {
  return vectors<Vector>(name).map((vector, index) => ({ ...vector, index }))
}

function bytes(vector: Vector, field: string): Uint8Array {
  return octets(vector[field])
}
function octets(hex: unknown): Uint8Array {
  if (typeof hex !== 'string') throw new Error('the vector lacks a field')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('the vector lacks a list')
  return value
}

function contextOf(vector: Vector, treeHash: Uint8Array): GroupContext {
  return {
    version: 'mls10',
    cipherSuite: engineOf(vector.cipher_suite).name,
    groupId: bytes(vector, 'group_id'),
    epoch: 'epoch' in vector ? BigInt(Number(vector.epoch)) : 0n,
    treeHash,
    confirmedTranscriptHash:
      'confirmed_transcript_hash' in vector ? bytes(vector, 'confirmed_transcript_hash') : treeHash,
    extensions: [],
  }
}

describe.skipIf(!present)('tree-validation', () => {
  it.each(numbered('tree-validation'))(
    'tree $index is valid, with its hashes and resolutions (RFC 9420, 7.3, 7.8, 7.9, 4.1.1)',
    async (vector) => {
      const engine = engineOf(vector.cipher_suite)
      const tree = convert(decodeRatchetTree, bytes(vector, 'tree'))
      for (const [index, hash] of list(vector.tree_hashes).entries()) {
        expect(await treeHash(tree, toNodeIndex(index), engine.hash)).toEqual(octets(hash))
      }
      expect(tree.map((_, index) => resolution(tree, toNodeIndex(index)))).toEqual(list(vector.resolutions))
      const hash = await treeHashRoot(tree, engine.hash)
      const { lifetimeConfig, authService } = defaultClientConfig
      const context = contextOf(vector, hash)
      expect(await validateRatchetTree(tree, context, lifetimeConfig, authService, hash, engine)).toBeUndefined()
      const other = { ...context, groupId: Uint8Array.of(0) }
      const hasUpdated = tree.some((node) => node?.nodeType === 'leaf' && node.leaf.leafNodeSource !== 'key_package')
      const again = await validateRatchetTree(tree, other, lifetimeConfig, authService, hash, engine)
      expect(again === undefined).toBe(!hasUpdated)
    },
  )
})

describe.skipIf(!present)('tree-operations', () => {
  it.each(numbered('tree-operations'))('operation $index (RFC 9420, 12.1)', async (vector) => {
    const engine = engineOf(vector.cipher_suite)
    const before = convert(decodeRatchetTree, bytes(vector, 'tree_before'))
    const proposal = convert(decodeProposal, bytes(vector, 'proposal'))
    const sender = toLeafIndex(Number(vector.proposal_sender))
    const after =
      proposal.proposalType === 'add'
        ? addLeafNode(before, proposal.add.keyPackage.leafNode)[0]
        : proposal.proposalType === 'update'
          ? updateLeafNode(before, proposal.update.leafNode, sender)
          : proposal.proposalType === 'remove'
            ? removeLeafNode(before, toLeafIndex(proposal.remove.removed))
            : []
    expect(encodeRatchetTree(after)).toEqual(bytes(vector, 'tree_after'))
    expect(await treeHashRoot(after, engine.hash)).toEqual(bytes(vector, 'tree_hash_after'))
  })
})

describe.skipIf(!present)('welcome', () => {
  it.each(vectors<Vector>('welcome'))(
    "suite $cipher_suite: opens, and is its signer's (RFC 9420, 12.4.3.1)",
    async (vector) => {
      const engine = engineOf(vector.cipher_suite)
      const message = convert(decodeMlsMessage, bytes(vector, 'welcome'))
      if (message.wireformat !== 'mls_welcome') throw new Error('no Welcome')
      const keys = keyPairOf(suiteOf(vector.cipher_suite).kem, bytes(vector, 'init_priv'))
      // The envelope's version and wire format are 4 bytes.
      const ref = keyPackageRef(vector.cipher_suite, bytes(vector, 'key_package').subarray(4))
      const secrets = await decryptGroupSecrets(tokenFor(keys), ref, message.welcome, engine.hpke)
      if (!secrets) throw new Error('no GroupSecrets')
      const none = new Uint8Array(engine.kdf.size)
      const groupInfo = await decryptGroupInfo(message.welcome, secrets.joinerSecret, none, engine)
      if (!groupInfo) throw new Error('no GroupInfo')
      expect(await verifyGroupInfoSignature(groupInfo, bytes(vector, 'signer_pub'), engine.signature)).toBe(true)
      expect(await verifyGroupInfoConfirmationTag(groupInfo, secrets.joinerSecret, none, engine)).toBe(true)
    },
  )
})

describe.skipIf(!present)('message-protection', () => {
  it.each(vectors<Vector>('message-protection'))(
    'suite $cipher_suite: what others protect is read (RFC 9420, 6.2 and 6.3)',
    async (vector) => {
      const engine = engineOf(vector.cipher_suite)
      const context = contextOf(vector, bytes(vector, 'tree_hash'))
      const [bundle] = createDevice({ draft: '06', userUri: 'mimi://a/u/b', clientUri: 'mimi://a/d/b' }).keyPackages(1)
      if (!bundle) throw new Error('no key package')
      const leaf = convert(decodeLeafNode, encode(LeafNode, bundle.keyPackage.leaf_node))
      const node = { nodeType: 'leaf' as const, leaf }
      const tree = [node, undefined, node]
      const key = bytes(vector, 'signature_pub')
      for (const what of ['proposal', 'commit'] as const) {
        const message = convert(decodeMlsMessage, bytes(vector, `${what}_pub`))
        if (message.wireformat !== 'mls_public_message') throw new Error('no PublicMessage')
        const membershipKey = bytes(vector, 'membership_key')
        const { content } = await unprotectPublicMessage(
          membershipKey,
          context,
          tree,
          message.publicMessage,
          engine,
          key,
        )
        expect(contentOf(content)).toEqual(bytes(vector, what))
      }
      const secretTree = await createSecretTree(2, bytes(vector, 'encryption_secret'), engine.kdf)
      for (const what of ['proposal', 'commit', 'application'] as const) {
        const message = convert(decodeMlsMessage, bytes(vector, `${what}_priv`))
        if (message.wireformat !== 'mls_private_message') throw new Error('no PrivateMessage')
        const { content } = await unprotectPrivateMessage(
          bytes(vector, 'sender_data_secret'),
          message.privateMessage,
          secretTree,
          tree,
          context,
          defaultClientConfig.keyRetentionConfig,
          engine,
          key,
        )
        expect(contentOf(content.content)).toEqual(bytes(vector, what))
      }
    },
  )
})

type Content = Awaited<ReturnType<typeof unprotectPrivateMessage>>['content']['content']

function contentOf(content: Content): Uint8Array {
  if (content.contentType === 'application') return content.applicationData
  return content.contentType === 'proposal' ? encodeProposal(content.proposal) : encodeCommit(content.commit)
}
