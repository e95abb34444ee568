import type { Breach, Codec, Shape } from './shape.js'

function declare<T>(shape: Shape): Codec<T> {
  return { shape }
}

export const uint8 = declare<number>({ kind: 'uint', bytes: 1 })
export const uint16 = declare<number>({ kind: 'uint', bytes: 2 })
export const uint32 = declare<number>({ kind: 'uint', bytes: 4 })
export const uint64 = declare<bigint>({ kind: 'uint', bytes: 8 })

/** `opaque x<V>`: bytes behind a length header (RFC 9420, 2.1.2). Values read are views of the input. */
export const opaque = declare<Uint8Array>({ kind: 'opaque' })

/** `opaque x[length]`: exactly that many bytes, no header. */
export function fixed(length: number): Codec<Uint8Array> {
  return declare({ kind: 'fixed', length })
}

/** `string`: reading R-W03, `opaque<V>` that holds UTF-8. */
export const utf8 = declare<string>({ kind: 'utf8' })

/** `T x<V>`: elements behind their length in bytes. */
export function vector<T>(element: Codec<T>): Codec<T[]> {
  return declare({ kind: 'vector', element: element.shape })
}

/** Elements up to the end of the body, at least one; only as a whole body. */
export function oneOrMore<T>(element: Codec<T>): Codec<T[]> {
  return declare({ kind: 'oneOrMore', element: element.shape })
}

/** `optional<T>`: a presence octet, then the value if it is 1 (RFC 9420, 2.1.1). */
export function optional<T>(element: Codec<T>): Codec<T | null> {
  return declare({ kind: 'optional', element: element.shape })
}

/**
 * A closed enum of one or two bytes; values are names. Reserved members may be listed among the names for the number
 * they occupy: they are refused like unknown ones.
 */
export function enumeration<const N extends Readonly<Record<string, number>>, const R extends keyof N & string = never>(
  bytes: 1 | 2,
  names: N,
  options?: { readonly reserved: readonly R[] },
): Codec<Exclude<keyof N & string, R>> {
  return declare({ kind: 'enum', bytes, names, reserved: options?.reserved ?? [] })
}

/** A registry that stays open: any number is accepted, names are for display only. */
export function registry(bytes: 1 | 2 | 4, names: Readonly<Record<string, number>>): Codec<number> {
  return declare({ kind: 'registry', bytes, names })
}

/** A structure that contains itself, or one declared further down. Its depth in data is bounded when read. */
export function lazy<T>(target: () => Codec<T>): Codec<T> {
  return declare({ kind: 'lazy', target: () => target().shape })
}

/** A rule that bytes alone do not express; a breach is `value-invalid`, when reading and when writing. */
export function refine<T>(codec: Codec<T>, rule: (value: T) => Breach | null): Codec<T> {
  return declare({ kind: 'refine', inner: codec.shape, rule })
}
