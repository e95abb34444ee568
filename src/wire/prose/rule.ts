import type { Codec, Shape } from '../../codec/index.js'
import type { Scope } from '../../codec/select.js'

/** What a document's prose asks of a value that its presentation language allows. */
export interface ProseRule {
  /** Name of the structure that it is a rule of, or of the elements of the lists that it is a rule of. */
  readonly on: string
  readonly isOfList: boolean
  readonly section: string
  /** What has to be so. */
  readonly says: string
  /**
   * @param around the structures around the value, nearest first
   * @param owner name of the nearest
   */
  broken(value: unknown, around: Scope | null, owner: string | null): boolean
}

type Broken<T> = (value: T, around: Scope | null, owner: string | null) => boolean

/** A rule of a structure, wherever it stands and in whichever draft. */
export function rule<T>(codec: Codec<T>, section: string, says: string, broken: Broken<T>): ProseRule {
  return made(codec, false, section, says, broken)
}

/** A rule of the lists of a structure, be their elements optional or not. */
export function listRule<T>(codec: Codec<T>, section: string, says: string, broken: Broken<(T | null)[]>): ProseRule {
  return made(codec, true, section, says, broken)
}

function made<V>(
  codec: Codec<unknown>,
  isOfList: boolean,
  section: string,
  says: string,
  broken: Broken<V>,
): ProseRule {
  const on = nameOf(codec.shape)
  if (on === null) throw new RangeError('a rule of prose is one of a structure or of a list of them')
  return {
    on,
    isOfList,
    section,
    says,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is of this name was made by that declaration
    broken: (value, around, owner) => broken(value as V, around, owner),
  }
}

/** The name of the structure that a shape is of, optional or not; null for another. */
export function nameOf(shape: Shape): string | null {
  switch (shape.kind) {
    case 'struct':
      return shape.name
    case 'refine':
      return nameOf(shape.inner)
    case 'optional':
      return nameOf(shape.element)
    case 'lazy':
      return nameOf(shape.target())
    default:
      return null
  }
}
