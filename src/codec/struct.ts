import type { Codec, Infer, Member, Selector, Shape, StructShape } from './shape.js'

type Fields = Readonly<Record<string, Codec<unknown>>>
type Arm = Fields | Continued<unknown>
type AnyArms = Readonly<Record<string | number, Arm>>

/** An arm that goes on with selects of its own. */
interface Continued<out T> extends Codec<T> {
  readonly shape: StructShape
}

type Flat<T> = { [K in keyof T]: T[K] }
type FieldValues<F> = { -readonly [K in keyof F]: Infer<F[K]> }
type ArmValue<A> = A extends Continued<infer T> ? T : FieldValues<A>

/** Arms on a closed enum are total, or have an `otherwise`; on a registry they are keyed by number. */
type ArmsOn<V> = [V] extends [string]
  ? { readonly [N in V]: Arm } | ({ readonly [N in V]?: Arm } & { readonly otherwise: Arm })
  : { readonly [number: number]: Arm; readonly otherwise?: Arm }

type With<T, K, V> = { [P in keyof T]: P extends K ? V : T[P] }
type ArmFor<A, N> = N extends keyof A ? A[N] : 'otherwise' extends keyof A ? A['otherwise' & keyof A] : never
type Chosen<T, K, A, N> = N extends unknown ? Flat<With<T, K, N> & ArmValue<ArmFor<A, N>>> : never
type OnNumber<T, K, A> =
  | Chosen<T, K, A, Extract<keyof A, number>>
  | ('otherwise' extends keyof A ? Flat<T & ArmValue<A['otherwise' & keyof A]>> : never)
type OnField<T, K extends keyof T, A> = T extends unknown
  ? number extends T[K]
    ? OnNumber<T, K, A>
    : Chosen<T, K, A, T[K]>
  : never

/** A selector other than a field of the same structure; V is what it needs to see of the structure so far. */
export interface SelectorOn<in V, out N extends string | number> {
  readonly selector: Selector
  readonly sees?: (value: V) => N
}

/** A structure. Fields are in order; a select adds the chosen arm's fields to the same object. */
export interface Struct<T> extends Continued<T> {
  /** Adds plain fields. */
  fields<F extends Fields>(fields: F): Struct<Flat<T & FieldValues<F>>>
  /** Adds an arm chosen by a field of this structure. */
  select<K extends keyof T & string, const A extends ArmsOn<T[K]>>(field: K, arms: A): Struct<OnField<T, K, A>>
  /** Adds an arm chosen from elsewhere: `enclosing`, `nested`, `outOfBand`, `derive`. */
  select<V, N extends string | number, const A extends AnyArms>(
    selector: T extends V ? SelectorOn<V, N> : never,
    arms: A & { readonly [M in Exclude<N, 'otherwise' extends keyof A ? N : keyof A>]: Arm },
  ): Struct<Flat<T & ArmValue<A[keyof A]>>>
}

class StructCodec implements Struct<never> {
  constructor(readonly shape: StructShape) {}

  fields(fields: Fields): StructCodec {
    return this.with(fieldMembers(fields))
  }

  select(on: string | SelectorOn<never, string | number>, { otherwise, ...arms }: AnyArms): StructCodec {
    const selector: Selector = typeof on === 'string' ? { on: 'path', path: [on] } : on.selector
    const members = Object.fromEntries(Object.entries(arms).map(([name, arm]) => [name, armMembers(arm)]))
    return this.with([{ kind: 'select', selector, arms: members, otherwise: otherwise && armMembers(otherwise) }])
  }

  private with(members: readonly Member[]): StructCodec {
    return new StructCodec({ ...this.shape, members: [...this.shape.members, ...members] })
  }
}

function fieldMembers(fields: Fields): Member[] {
  return Object.entries(fields).map(([name, { shape }]: [string, { shape: Shape }]) => ({ kind: 'field', name, shape }))
}

function armMembers(arm: Arm): readonly Member[] {
  return arm instanceof StructCodec ? arm.shape.members : fieldMembers(arm as Fields)
}

/** Declares a structure under its name in the draft. */
export function struct<F extends Fields>(name: string, fields: F): Struct<Flat<FieldValues<F>>> {
  return new StructCodec({ kind: 'struct', name, members: fieldMembers(fields) })
}

/** An arm that itself needs a select: `arm({ … }).select(…)`. */
export function arm<F extends Fields>(fields: F): Struct<Flat<FieldValues<F>>> {
  return struct('', fields)
}

/**
 * Selects on a field of an enclosing structure (the nearest that has it), or on a path from there.
 * @param standalone what to take where the structure is read by itself
 */
export function enclosing(path: string, standalone?: string): SelectorOn<unknown, never> {
  return { selector: { on: 'enclosing', path: path.split('.'), standalone } }
}

/** Selects on a path that begins at an earlier field of this structure. */
export function nested(path: string): SelectorOn<unknown, never> {
  return { selector: { on: 'path', path: path.split('.') } }
}

/** Selects on something that is not on the wire; the value is fixed by context. */
export function outOfBand(name: string, value: string): SelectorOn<unknown, never> {
  return { selector: { on: 'outOfBand', name, value } }
}

/**
 * Selects by a function of the fields so far, where a draft combines several of them.
 * @param choose names the arm; null means that no arm fits, which is `value-invalid` at `path`
 */
export function derive<V, N extends string>(
  name: string,
  choose: (value: V) => N | null,
  path: string,
): SelectorOn<V, N> {
  return { selector: { on: 'derived', name, choose, path } }
}
