/** Lists of extensions (RFC 9420, 13.4), each type at most once in a valid one. */
import type { Extension } from './leaf-node.js'

/** The data of the extension of this type; null where the list has none. */
export function extensionData(extensions: readonly Extension[], type: number): Uint8Array | null {
  return extensions.find(({ extension_type }) => extension_type === type)?.extension_data ?? null
}

/** The extensions with this one in the place of the one of its type, else at the end. */
export function withExtension(extensions: readonly Extension[], added: Extension): Extension[] {
  const at = extensions.findIndex(({ extension_type }) => extension_type === added.extension_type)
  return at < 0 ? [...extensions, added] : extensions.with(at, added)
}

/** Type of the first extension that stands there twice; null for a valid list. */
export function repeatedExtension(extensions: readonly Extension[]): number | null {
  const seen = new Set<number>()
  for (const { extension_type } of extensions) {
    if (seen.has(extension_type)) return extension_type
    seen.add(extension_type)
  }
  return null
}
