/** The GroupContext's extensions as far as RFC 9420 gives them a meaning (11.1, 12.1.8.1, 13.4). */
import { type Codec, tryDecode } from '../../codec/index.js'
import type { Demands } from '../tree/index.js'
import { extensionData, repeatedExtension } from '../wire/extensions.js'
import { type ExternalSender, ExternalSenders } from '../wire/group-info.js'
import { RequiredCapabilities } from '../wire/key-package.js'
import type { Extension } from '../wire/leaf-node.js'
import { extensionTypes } from '../wire/registries.js'
import { PublicGroupError } from './error.js'

export interface ContextExtensions {
  demands: Demands
  externalSenders: readonly ExternalSender[]
}

/** @param path where the extensions stand @throws PublicGroupError with code `extensions` */
export function readContextExtensions(extensions: readonly Extension[], path: string): ContextExtensions {
  const repeated = repeatedExtension(extensions)
  if (repeated !== null) throw new PublicGroupError('extensions', path, '13.4', `type ${repeated} stands there twice`)
  const { required_capabilities, external_senders } = extensionTypes
  const required = read(RequiredCapabilities, extensions, required_capabilities, path, '11.1')
  const externalSenders = read(ExternalSenders, extensions, external_senders, path, '12.1.8.1') ?? []
  return { demands: { extensions, required }, externalSenders }
}

function read<T>(
  codec: Codec<T>,
  extensions: readonly Extension[],
  type: number,
  path: string,
  section: string,
): T | null {
  const data = extensionData(extensions, type)
  if (!data) return null
  const result = tryDecode(codec, data)
  if (result.ok) return result.value
  const what = `extension of type ${type} cannot be read: ${result.error.path} ${result.error.message}`
  throw new PublicGroupError('extensions', path, section, what)
}
