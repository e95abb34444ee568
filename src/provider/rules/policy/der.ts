/** As much of DER (X.690) as finding a value inside a certificate takes. */

export interface Node {
  readonly tag: number
  readonly content: Uint8Array
  /** Tag and length included. */
  readonly whole: Uint8Array
}

const sequence = 0x30
const set = 0x31
export const objectIdentifier = 0x06
export const octetString = 0x04
export const boolean = 0x01

/** The values that stand behind one another; null where the octets are no DER. */
export function nodes(bytes: Uint8Array): Node[] | null {
  const found: Node[] = []
  let at = 0
  while (at < bytes.length) {
    const node = nodeAt(bytes, at)
    if (!node) return null
    found.push(node)
    at += node.whole.length
  }
  return found
}

/** The values inside a constructed one; none for others. */
export function children({ tag, content }: Node): Node[] {
  return (tag & 0x20) === 0 ? [] : (nodes(content) ?? [])
}

/** All values that are sequences or sets, in any depth that certificates have, themselves included. */
export function collections(node: Node, depth = 12): Node[] {
  const below = depth === 0 ? [] : children(node).flatMap((child) => collections(child, depth - 1))
  return node.tag === sequence || node.tag === set ? [node, ...below] : below
}

function nodeAt(bytes: Uint8Array, at: number): Node | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null
  const long = first >= 0x80 ? first - 0x80 : 0
  if (long > 4 || (first >= 0x80 && long === 0)) return null
  const header = 2 + long
  const size = long === 0 ? first : bytes.subarray(at + 2, at + header).reduce((sum, byte) => sum * 256 + byte, 0)
  const end = at + header + size
  if (end > bytes.length) return null
  return { tag, content: bytes.subarray(at + header, end), whole: bytes.subarray(at, end) }
}
