/**
 * Rules of the documents' prose about values that the presentation language allows: a codec that refuses what breaks one is
 * as right as one that leaves that to others. Declared by structure, list and field, found wherever these stand.
 */
import type { Codec, Shape } from '../../codec/index.js'
import { joinPath } from '../../codec/error.js'
import { fieldsOf, type Scope, type StructValue } from '../../codec/select.js'
import { extensionRules } from './extensions.js'
import { fits, kindOfField, said } from './kinds.js'
import { mimiRules } from './mimi.js'
import { mlsRules, suiteAround } from './mls.js'
import { nameOf, type ProseRule } from './rule.js'

export { ApplicationId } from './extensions.js'
export { kindOfField, type Kind } from './kinds.js'
export { nameOf } from './rule.js'
export { certifiedKey, sample, sampleOfLength } from './samples.js'

/** A rule that a value breaks, and where. */
export interface ProseBreach {
  readonly path: string
  readonly section: string
  /** What has to be so. */
  readonly says: string
}

/** The first rule of prose that a value breaks, wherever in it; null where it keeps them all. */
export function proseBreach(codec: Codec<unknown>, value: unknown): ProseBreach | null {
  for (const breach of breachesIn(codec.shape, value, { path: '', field: '', around: null, owner: null })) return breach
  return null
}

/**
 * The rule of its own structure that a structure's value breaks: not those of what it contains.
 * @param owner name of the structure around it, where that matters
 */
export function ownBreach(
  name: string,
  value: StructValue,
  around: Scope | null,
  owner: string | null = null,
): ProseRule | undefined {
  return structRules.get(name)?.find((rule) => rule.broken(value, around, owner))
}

/** The rule of lists that a list breaks, be it complete or not. */
export function listBreach(element: Shape, value: readonly unknown[], around: Scope | null): ProseRule | undefined {
  return listRules.get(nameOf(element) ?? '')?.find((rule) => rule.broken(value, around, null))
}

const rules: readonly ProseRule[] = [
  ...mlsRules,
  ...mimiRules,
  ...extensionRules((codec, value) => proseBreach(codec, value) === null),
]
const structRules = byName(false)
const listRules = byName(true)

function byName(ofLists: boolean): ReadonlyMap<string, readonly ProseRule[]> {
  const wanted = rules.filter(({ isOfList }) => isOfList === ofLists)
  return new Map(wanted.map(({ on }) => [on, wanted.filter((one) => one.on === on)]))
}

interface Place {
  readonly path: string
  /** Name of the field that the value is in, or is an element of. */
  readonly field: string
  readonly around: Scope | null
  /** Name of the structure that has the field. */
  readonly owner: string | null
}

function* breachesIn(shape: Shape, value: unknown, place: Place): Generator<ProseBreach, void> {
  const { path, field, around, owner } = place
  switch (shape.kind) {
    case 'opaque': {
      const kind = kindOfField(field)
      if (kind && value instanceof Uint8Array && !fits(kind, value, suiteAround(around))) yield { path, ...said[kind] }
      return
    }
    case 'registry':
      if (value === 0 && !Object.values(shape.names).includes(0))
        yield { path, section: 'RFC 9420, 17', says: 'the number 0 is reserved' }
      return
    case 'optional':
      if (value !== null) yield* breachesIn(shape.element, value, place)
      return
    case 'vector':
    case 'oneOrMore': {
      if (!Array.isArray(value)) return
      const broken = listBreach(shape.element, value, around)
      if (broken) yield { path, section: broken.section, says: broken.says }
      for (const [i, one] of value.entries())
        yield* breachesIn(shape.element, one, { ...place, path: joinPath(path, `[${i}]`) })
      return
    }
    case 'struct': {
      if (!isStruct(value)) return
      const broken = ownBreach(shape.name, value, around, owner)
      if (broken) yield { path, section: broken.section, says: broken.says }
      const inside = { value, outer: around }
      for (const { name, shape: content } of fieldsOf(shape.members, value, around, unfit))
        yield* breachesIn(content, value[name], {
          path: joinPath(path, name),
          field: name,
          around: inside,
          owner: shape.name,
        })
      return
    }
    case 'lazy':
      yield* breachesIn(shape.target(), value, place)
      return
    case 'refine':
      yield* breachesIn(shape.inner, value, place)
      return
    default:
  }
}

function isStruct(value: unknown): value is StructValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
}

function unfit(path: string, why: string): Error {
  return new RangeError(`${path}: ${why}`)
}

/**
 * Rules that are prose too and that Mimicry's reader holds values to all the same: the fault lies at such a path.
 * A reader that leaves them to others is no less right.
 */
const enforced: readonly { readonly path: RegExp; readonly section: string }[] = [
  { path: /(?:^|\.)unmerged_leaves\[\d+\]$/, section: 'RFC 9420, 7.1' },
  { path: /(?:^|\.)component_data\[\d+\]\.component_id$/, section: 'mls-extensions-09, 4.6' },
  { path: /(?:^|\.)aad_items\[\d+\]\.component_id$/, section: 'mls-extensions-09, 4.9' },
]

/** The section whose prose alone makes bytes of this error malformed; null where more than prose does. */
export function onlyByProse({ code, path }: { readonly code: string; readonly path: string }): string | null {
  if (code !== 'value-invalid') return null
  return enforced.find((one) => one.path.test(path))?.section ?? null
}
