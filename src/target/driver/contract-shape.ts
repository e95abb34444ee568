/**
 * Shapes of JSON on the driver's wire: one declaration reads and writes. Reading is strict about what is declared and
 * blind to members it does not know, so that the contract can grow; every problem names the key, what was expected and
 * what came.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** JSON that does not have the declared shape. `key` is a path such as `entries[2].message`, empty for the whole. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
  constructor(
    readonly key: string,
    readonly expected: string,
    came: unknown,
  ) {
    super(`${key || 'the object'}: expected ${expected}, came ${shown(came)}`)
  }
}

export interface Shape<T> {
  /** What a reader of the documentation is told, such as `bytes as base64url`. */
  readonly says: string
  /** @throws ShapeError */
  read(json: unknown, key?: string): T
  write(value: T): Json | undefined
  readonly optional?: boolean
}

/** The members of an object that an interface describes, optional ones wrapped in `optional`. */
export type Members<T> = { readonly [K in keyof T]-?: Shape<T[K]> }

export const text: Shape<string> = scalar('a string', (json) => (typeof json === 'string' ? json : undefined))

/** A string with something in it. */
export const word: Shape<string> = scalar('a string that is not empty', (json) =>
  typeof json === 'string' && json !== '' ? json : undefined,
)

export const flag: Shape<boolean> = scalar('true or false', (json) => (typeof json === 'boolean' ? json : undefined))

export const always: Shape<true> = scalar('true', (json) => (json === true ? json : undefined))

/** @param what unit or meaning, such as `ms`; it ends the description. */
export function whole(min: number, max: number, what = ''): Shape<number> {
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `${min} to ${max}`
  return scalar(`a whole number ${range}${what && `, ${what}`}`, (json) =>
    typeof json === 'number' && Number.isSafeInteger(json) && json >= min && json <= max ? json : undefined,
  )
}

export function oneOf<const T extends string>(words: readonly T[]): Shape<T> {
  return scalar(words.map((each) => `"${each}"`).join(' or '), (json) => words.find((each) => each === json))
}

const maxUint64 = (1n << 64n) - 1n

/** A uint64 travels as a string: JSON numbers lose digits beyond 2^53. */
export const uint64: Shape<bigint> = {
  says: 'uint64 as a string of decimal digits',
  read(json, key = '') {
    const value = typeof json === 'string' && /^(0|[1-9]\d{0,19})$/.test(json) ? BigInt(json) : undefined
    if (value === undefined || value > maxUint64) throw new ShapeError(key, this.says, json)
    return value
  },
  write: (value) => value.toString(),
}

export const bytes: Shape<Uint8Array> = {
  says: 'bytes as base64url',
  read(json, key = '') {
    if (typeof json !== 'string' || !/^[\w-]*={0,2}$/.test(json) || json.replace(/=+$/, '').length % 4 === 1)
      throw new ShapeError(key, this.says, json)
    return new Uint8Array(Buffer.from(json, 'base64url'))
  },
  write: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64url'),
}

export function list<T>(item: Shape<T>): Shape<T[]> {
  return {
    says: `a list of ${item.says}`,
    read(json, key = '') {
      if (!Array.isArray(json)) throw new ShapeError(key, 'a list', json)
      return json.map((each, index) => item.read(each, `${key}[${index}]`))
    },
    write: (values) => values.map((value) => item.write(value) ?? null),
  }
}

/** A member that may be absent; null counts as absent. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    says: `${shape.says}; may be absent`,
    optional: true,
    read: (json, key) => (json === undefined || json === null ? undefined : shape.read(json, key)),
    write: (value) => (value === undefined ? undefined : shape.write(value)),
  }
}

export interface ObjectShape<T> extends Shape<T> {
  readonly members: Members<T>
}

export function object<T extends object>(members: Members<T>): ObjectShape<T> {
  const complete = (value: Partial<T>): value is T =>
    Object.entries<Shape<unknown>>(members).every(([name, { optional: absent }]) => absent || name in value)
  return {
    says: `an object with ${Object.keys(members).join(', ')}`,
    members,
    read(json, key = '') {
      if (!isObject(json)) throw new ShapeError(key, 'a JSON object', json)
      const value: Partial<T> = {}
      for (const name in members) {
        const member = members[name].read(json[name], key ? `${key}.${name}` : name)
        if (member !== undefined) value[name] = member
      }
      if (!complete(value)) throw new ShapeError(key, this.says, json)
      return value
    },
    write(value) {
      const json: { [key: string]: Json } = {}
      for (const name in members) {
        const member = members[name].write(value[name])
        if (member !== undefined) json[name] = member
      }
      return json
    },
  }
}

/** One of two objects, told apart by a member that only the first has. */
export function either<A extends object, B extends object>(
  mark: string,
  first: ObjectShape<A>,
  second: ObjectShape<B>,
): Shape<A | B> & { readonly choices: readonly [ObjectShape<A>, ObjectShape<B>] } {
  const isFirst = (value: A | B): value is A => mark in value
  return {
    says: `${first.says}, or ${second.says}`,
    choices: [first, second],
    read: (json, key) => (isObject(json) && mark in json ? first.read(json, key) : second.read(json, key)),
    write: (value) => (isFirst(value) ? first.write(value) : second.write(value)),
  }
}

export function isObject(json: unknown): json is { [key: string]: unknown } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** A value as it is shown in an error: short, and in JSON. */
export function shown(value: unknown, limit = 80): string {
  if (value === undefined) return 'nothing'
  const json = JSON.stringify(value) ?? typeof value
  return json.length <= limit ? json : `${json.slice(0, limit)}… (${json.length} characters)`
}

function scalar<T extends Json>(says: string, accept: (json: unknown) => T | undefined): Shape<T> {
  return {
    says,
    read(json, key = '') {
      const value = accept(json)
      if (value === undefined) throw new ShapeError(key, says, json)
      return value
    },
    write: (value) => value,
  }
}
