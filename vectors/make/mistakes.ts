/** Mistakes that implementers have made, or that the drafts' spelling invites. */
import { type Codec, hexText, toJson, tryDecode } from '../../src/codec/index.js'
import { lengthHeader } from '../../src/codec/length.js'
import type { VectorCase } from '../types.js'
import { joined, rewritten } from './edit.js'
import { encodingOf } from './encodings.js'
import { refused } from './malformed.js'

interface Mistake {
  readonly id: string
  readonly comment: string
  /** By structure, the path of what is written wrong, and the variant of the plain value in which it is there. */
  readonly where: Readonly<Record<string, string | readonly [path: string, variant: string]>>
  /** The element's bytes as they should be, to what they are made. */
  write(element: Uint8Array): Uint8Array
}

const before = (hex: string) => (element: Uint8Array) => joined(hex, element)
const behindItsLength = (element: Uint8Array) => joined(lengthHeader(element.length), element)
const without = (count: number) => (element: Uint8Array) => element.subarray(count)
const whole = (...structs: readonly string[]) => Object.fromEntries(structs.map((struct) => [struct, '']))

const inMessage = { id: 'mls-message-header-before', comment: 'an MLSMessage header before what stands bare' }

export const mistakes: readonly Mistake[] = [
  {
    id: 'protocol-octet-before',
    comment: 'a Protocol before a body that has none',
    where: whole(
      'UpdateRequest',
      'UpdateRoomResponse',
      'FanoutMessage',
      'NotifyBody',
      'ConsentEntry',
      'IdentifierRequest',
      'IdentifierResponse',
      'AbuseReport',
    ),
    write: before('01'),
  },
  {
    id: 'protocol-in-two-bytes',
    comment: "MLS's ProtocolVersion, two bytes, where MIMI's Protocol has one",
    where: whole(
      'KeyMaterialRequest',
      'KeyMaterialResponse',
      'SubmitMessageRequest',
      'SubmitMessageResponse',
      'GroupInfoRequest',
      'GroupInfoResponse',
    ),
    write: before('00'),
  },
  {
    id: 'length-in-two-bytes',
    comment: 'a length in two bytes, as TLS 1.3 has it',
    where: whole('IdentifierUri', 'Certificate', 'Uri', 'UTF8String', 'DomainName', 'JoinLink', 'ExternalPub'),
    write: before('00'),
  },
  { ...inMessage, where: { ...whole('PublicMessage'), UpdateRequest: 'proposalOrCommit' }, write: before('00010001') },
  { ...inMessage, where: whole('PrivateMessage'), write: before('00010002') },
  {
    ...inMessage,
    where: {
      ...whole('Welcome'),
      HandshakeBundle: ['welcome', 'proposalOrCommit.public_message.content.content_type.commit'],
    },
    write: (element) => joined(element.subarray(0, 1), '00010003', element.subarray(1)),
  },
  { ...inMessage, where: { ...whole('GroupInfo'), GroupInfoResponse: 'groupInfo' }, write: before('00010004') },
  {
    ...inMessage,
    where: {
      ...whole('KeyPackage'),
      ClientKeyMaterial: 'keyPackage',
      Add: 'key_package',
      ConsentEntry: ['clientKeyPackages[0]', 'consentOperation.grant'],
    },
    write: before('00010005'),
  },
  {
    id: 'mls-message-header-missing',
    comment: 'a message without its MLSMessage header',
    where: {
      MLSMessage: '',
      SubmitMessageRequest: 'appMessage',
      FanoutMessage: 'message',
      PendingProposal: 'proposal',
    },
    write: without(4),
  },
  {
    id: 'key-package-behind-a-length',
    comment: 'a KeyPackage behind a length of its own',
    where: { ClientKeyMaterial: 'keyPackage', ConsentEntry: ['clientKeyPackages[0]', 'consentOperation.grant'] },
    write: behindItsLength,
  },
  {
    id: 'uri-for-a-vector',
    comment: 'one URI where a vector of them stands',
    where: { IdentifierResponse: 'uri' },
    write: (element) => element.subarray(1, 1 + element.length / 2),
  },
  {
    id: 'frank-without-presence',
    comment: 'an optional frank without its presence octet',
    where: {
      SubmitMessageResponse: 'frank',
      FanoutMessage: 'frank',
    },
    write: without(1),
  },
  {
    id: 'elements-counted',
    comment: 'a length that counts elements, of two bytes each, and not bytes',
    where: { KeyMaterialRequest: 'acceptableCiphersuites', Capabilities: 'versions', ComponentsList: 'component_ids' },
    write: (element) => joined(lengthHeader((element.length - 1) / 2), element.subarray(1)),
  },
  {
    id: 'component-id-in-four-bytes',
    comment: 'a ComponentID of four bytes, as mls-extensions had it before -09',
    where: {
      ...whole('ComponentData', 'AppDataUpdate', 'AppEphemeral', 'SafeAADItem'),
      AppDataDictionary: 'component_data[0].component_id',
      SafeAAD: 'aad_items[0].component_id',
    },
    write: before('0000'),
  },
]

/** Those mistakes that can be made in a structure, with what they come to. */
export function mistakeCases(struct: string, codec: Codec<unknown>): VectorCase[] {
  return mistakes.flatMap(({ id, comment, where, write }) => {
    const place = where[struct]
    if (place === undefined) return []
    const [path, variant] = typeof place === 'string' ? [place, 'plain'] : place
    const wrong = rewritten(codec, encodingOf(codec, variant), path, write)
    return wrong ? [judged(codec, id, comment, wrong)] : []
  })
}

function judged(codec: Codec<unknown>, name: string, comment: string, bytes: Uint8Array): VectorCase {
  const id = `mistake/${name}`
  const read = tryDecode(codec, bytes)
  if (!read.ok) return refused(codec, id, comment, ['KnownMistake'], bytes)
  const taken = `${comment}: it reads as something else`
  return {
    id,
    comment: taken,
    flags: ['KnownMistake'],
    bytes: hexText(bytes),
    result: 'valid',
    value: toJson(codec, read.value),
  }
}
