/** MIMI URIs as the provider compares them (1.1: the syntax is notional, the authority names the owning provider). */

const authorityForm = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@:\s]+)(?::\d+)?(?=[/?#]|$)/i

/** The domain of the provider that owns an identifier, in lower case; null for what is no hierarchical URI. */
export function authorityOf(uri: string): string | null {
  return authorityForm.exec(uri)?.[1]?.toLowerCase() ?? null
}

/** Identifiers are compared as text; bytes that are no UTF-8 name nobody. */
export function uriText(uri: Uint8Array): string {
  return Buffer.from(uri.buffer, uri.byteOffset, uri.byteLength).toString('utf8')
}

export function uriBytes(uri: string): Uint8Array {
  return new TextEncoder().encode(uri)
}
