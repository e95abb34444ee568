/** What is sent at a stage, as data: it can be recorded and made again about other users, rooms and keys. */
import { type Codec, type CodecError, tryDecode } from '../../../src/codec/index.js'
import { elementAt } from '../../../src/codec/walk.js'
import { apply, baseOf, type Mutation } from '../../mutate/index.js'
import { boundaries } from '../../mutate/boundaries.js'
import { fit } from '../../mutate/fit.js'
import { Random } from '../../random.js'
import type { Stage } from './stage.js'
import { findVariation, type Variation } from './variations.js'

/** A valid request of the stage, and how what is sent departs from it. */
export interface Input {
  /** An MLS object, by its name, that is wrong in one way: the request is made of it before anything else is done. */
  readonly object?: string
  /** First of all an unusual value: the `nth` of those that the field at the path can have. */
  readonly unusual?: { readonly path: string; readonly nth: number }
  readonly mutations: readonly Mutation[]
  /** The signature is made anew over what came of it. */
  readonly resign?: boolean
  /** How the request is unusual as HTTP, by its name. */
  readonly http?: string
  /** Sent so many times at once. */
  readonly copies?: number
}

/** An input as it goes to the target. */
export interface Made {
  readonly input: Input
  readonly bytes: Uint8Array
  /** What a strict reader says to the body; null for a valid one. */
  readonly error: Pick<CodecError, 'code' | 'path' | 'offset'> | null
  /** What was done, a line each. */
  readonly what: readonly string[]
  /** Field of the last change that has one. */
  readonly path: string | undefined
  readonly variation: Variation | null
}

/** @returns null where the input does not fit the request: a field is not there */
export async function make(stage: Stage, input: Input): Promise<Made | null> {
  const { codec } = stage.request
  const body = input.object === undefined ? stage.request.body : await stage.object?.(input.object)
  if (!body) return null
  const variation = input.http === undefined ? null : (findVariation(input.http) ?? null)
  if (input.http !== undefined && !variation) return null
  const said = [
    ...(input.object === undefined ? [] : [`the MLS object ${input.object}`]),
    ...(variation ? [variation.what] : []),
  ]
  if (!codec) return { input, bytes: body, error: null, what: said, path: undefined, variation }
  const first = input.unusual ? unusualAt(codec, body, input.unusual) : { bytes: body, what: [] }
  const mutated = first && apply(codec, first.bytes, input.mutations)
  if (!mutated) return null
  const signed = input.resign ? (stage.resign?.(mutated.bytes) ?? mutated.bytes) : mutated.bytes
  const bytes = variation?.body ? variation.body(signed) : signed
  return {
    input,
    bytes,
    error: variation?.body ? errorIn(codec, bytes) : errorOf(codec, bytes, input, mutated.expected),
    what: [...first.what, ...mutated.what, ...said],
    path: mutated.path ?? input.unusual?.path,
    variation,
  }
}

/** What is known from how the bytes were made need not be read: an unusual value leaves them valid. */
function errorOf(
  codec: Codec<unknown>,
  bytes: Uint8Array,
  { mutations, object }: Input,
  expected: Made['error'] | undefined,
) {
  if (mutations.length === 0 && object === undefined) return null
  return expected ?? errorIn(codec, bytes)
}

function errorIn(codec: Codec<unknown>, bytes: Uint8Array): Made['error'] {
  const read = tryDecode(codec, bytes)
  return read.ok ? null : read.error
}

function unusualAt(
  codec: Codec<unknown>,
  body: Uint8Array,
  { path, nth }: NonNullable<Input['unusual']>,
): { bytes: Uint8Array; what: readonly string[] } | null {
  const base = baseOf(codec, body)
  const element = base && elementAt(base.root, path)
  const proposal = element && boundaries(element.shape, element.value, element.outer)[nth]
  const fitted = proposal && fit(base, element, proposal.value(), new Random(nth))
  return fitted ? { bytes: fitted.bytes, what: [`${path} becomes ${proposal.what}`] } : null
}
