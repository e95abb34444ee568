/**
 * A declaration as data. Every interpreter (read, write, walk, json, malformations, the fuzzer's arbitrary,
 * documentation) works on these shapes and on nothing else.
 */
export type Shape =
  | UintShape
  | { readonly kind: 'opaque' }
  | { readonly kind: 'fixed'; readonly length: number }
  | { readonly kind: 'utf8' }
  | { readonly kind: 'vector'; readonly element: Shape }
  | { readonly kind: 'oneOrMore'; readonly element: Shape }
  | { readonly kind: 'optional'; readonly element: Shape }
  | EnumShape
  | RegistryShape
  | StructShape
  | { readonly kind: 'lazy'; readonly target: () => Shape }
  | RefineShape

/** Width in bytes of an unsigned integer. */
export type Width = 1 | 2 | 4 | 8

export interface UintShape {
  readonly kind: 'uint'
  readonly bytes: Width
}

export interface EnumShape {
  readonly kind: 'enum'
  readonly bytes: 1 | 2
  readonly names: Readonly<Record<string, number>>
  /** Members that have a number but must not appear. */
  readonly reserved: readonly string[]
}

export interface RegistryShape {
  readonly kind: 'registry'
  readonly bytes: 1 | 2 | 4
  readonly names: Readonly<Record<string, number>>
}

export interface StructShape {
  readonly kind: 'struct'
  readonly name: string
  readonly members: readonly Member[]
}

export interface RefineShape {
  readonly kind: 'refine'
  readonly inner: Shape
  readonly rule: (value: any) => Breach | null
}

/** Why a value breaks a rule of its structure, and in which member (path from the refined element; its own by default). */
export interface Breach {
  readonly path?: string
  readonly why: string
}

export type Member = FieldMember | SelectMember

export interface FieldMember {
  readonly kind: 'field'
  readonly name: string
  readonly shape: Shape
}

export interface SelectMember {
  readonly kind: 'select'
  readonly selector: Selector
  /** By enum name or, for registries, by number in decimal. */
  readonly arms: Readonly<Record<string, readonly Member[]>>
  readonly otherwise?: readonly Member[] | undefined
}

/** Where a select finds the value that chooses its arm. */
export type Selector =
  | { readonly on: 'path'; readonly path: readonly string[] }
  | { readonly on: 'enclosing'; readonly path: readonly string[]; readonly standalone?: string | undefined }
  | { readonly on: 'outOfBand'; readonly name: string; readonly value: string }
  | {
      readonly on: 'derived'
      readonly name: string
      readonly choose: (value: any) => string | null
      readonly path: string
    }

declare const type: unique symbol

/** A declared structure with values of type T. */
export interface Codec<out T> {
  readonly shape: Shape
  readonly [type]?: T
}

/** The value type of a declaration. */
export type Infer<C> = C extends Codec<infer T> ? T : never

/** The declaration as data, for documentation and generators. */
export function describe(codec: Codec<unknown>): Shape {
  return codec.shape
}
