/** Extensions: of which type, with what data, in whose lists (RFC 9420, 7.2, 13.4, 13.5 and 17.3; mls-extensions-09, 7.2). */
import { type Codec, opaque, struct, tryDecode } from '../../codec/index.js'
import {
  AppDataDictionary,
  Extension,
  extensionTypes,
  ExternalPub,
  ExternalSenders,
  RatchetTree,
  RequiredCapabilities,
  WireFormats,
} from '../../mls/wire/index.js'
import { listRule, type ProseRule, rule } from './rule.js'

/** 5.3.3. */
export const ApplicationId = struct('ApplicationId', { application_id: opaque })

const layouts: Readonly<Record<number, Codec<unknown>>> = {
  [extensionTypes.application_id]: ApplicationId,
  [extensionTypes.ratchet_tree]: RatchetTree,
  [extensionTypes.required_capabilities]: RequiredCapabilities,
  [extensionTypes.external_pub]: ExternalPub,
  [extensionTypes.external_senders]: ExternalSenders,
  [extensionTypes.app_data_dictionary]: AppDataDictionary,
  [extensionTypes.supported_wire_formats]: WireFormats,
  [extensionTypes.required_wire_formats]: WireFormats,
}

type Placed = 'LeafNode' | 'KeyPackage' | 'GroupContext' | 'GroupInfo'
const everywhere: readonly Placed[] = ['LeafNode', 'KeyPackage', 'GroupContext', 'GroupInfo']

/** Where each may stand; what has no entry may stand anywhere. */
const places: Readonly<Record<number, readonly Placed[]>> = {
  [extensionTypes.application_id]: ['LeafNode'],
  [extensionTypes.ratchet_tree]: ['GroupInfo'],
  [extensionTypes.required_capabilities]: ['GroupContext'],
  [extensionTypes.external_pub]: ['GroupInfo'],
  [extensionTypes.external_senders]: ['GroupContext'],
  [extensionTypes.app_data_dictionary]: everywhere,
  [extensionTypes.supported_wire_formats]: ['LeafNode'],
  [extensionTypes.required_wire_formats]: ['GroupContext'],
}

/** Whose list of extensions the fields of a structure are. */
const owners: Readonly<Record<string, Placed>> = {
  LeafNode: 'LeafNode',
  LeafNodeTBS: 'LeafNode',
  KeyPackage: 'KeyPackage',
  KeyPackageTBS: 'KeyPackage',
  GroupContext: 'GroupContext',
  GroupContextExtensions: 'GroupContext',
  ReInit: 'GroupContext',
  GroupInfo: 'GroupInfo',
  GroupInfoTBS: 'GroupInfo',
  PartialGroupInfo: 'GroupInfo',
}

/** 13.5: numbers that are there to be ignored. */
export function isGrease(number: number): boolean {
  return (number & 0x0f0f) === 0x0a0a && number >>> 8 === (number & 0xff) && number < 0xf000
}

const isPrivate = (number: number) => number >= 0xf000

/** Whether the extension is one of those that a list of this structure may have. */
export function belongs(owner: string, type: number): boolean {
  const placed = owners[owner]
  if (placed === undefined) return true
  if (isGrease(type)) return placed !== 'GroupContext'
  return (places[type] ?? everywhere).includes(placed)
}

/** Whether the data is laid out as the extension's type has it. */
export function isWellFormed(
  { extension_type, extension_data }: Extension,
  isSound: (codec: Codec<unknown>, value: unknown) => boolean,
): boolean {
  const layout = layouts[extension_type]
  if (!layout) return isGrease(extension_type) || isPrivate(extension_type)
  const read = tryDecode(layout, extension_data)
  return read.ok && isSound(layout, read.value)
}

/** Those of Extension and of lists of it. @param isSound whether a value keeps the rules of prose itself */
export function extensionRules(isSound: (codec: Codec<unknown>, value: unknown) => boolean): ProseRule[] {
  return [
    listRule(Extension, 'RFC 9420, 13.4', 'a list has at most one extension of a type', (list) => {
      const types = list.map((one) => one?.extension_type)
      return new Set(types).size < types.length
    }),
    rule(
      Extension,
      'RFC 9420, 17.3',
      'the data of an extension is laid out as its type has it, and numbers that nobody has assigned are GREASE or private',
      (extension) => !isWellFormed(extension, isSound),
    ),
    rule(
      Extension,
      'RFC 9420, 17.3',
      'an extension stands in the lists that it is registered for',
      ({ extension_type }, _, owner) => owner !== null && !belongs(owner, extension_type),
    ),
  ]
}
