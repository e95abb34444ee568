import { type Draft, drafts } from './ids.js'
import entries from './requirements.json' with { type: 'json' }

/** The middle part of a requirement's id: directory, transport, codec, key material, update, submit, franking, notify,
 * group info, consent, identifier query, abuse, proxy download, policy, architecture, pseudonyms. */
export const areas = [
  'DIR',
  'TRN',
  'COD',
  'KEY',
  'UPD',
  'SUB',
  'FRK',
  'NTF',
  'GRP',
  'CON',
  'IDQ',
  'ABU',
  'PXY',
  'POL',
  'ARC',
  'PSD',
] as const
export type Area = (typeof areas)[number]

/** `behaviour` is a statement without a key word in capitals. */
const levels = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'behaviour'] as const
export type Level = (typeof levels)[number]

/** Who is bound; `target-provider` is the provider of the user asked about, `room` the hub with its room's policy. */
const actors = ['any-server', 'hub', 'follower', 'target-provider', 'room', 'client'] as const
type Actor = (typeof actors)[number]

const observabilities = ['yes', 'with-provisioning', 'no'] as const
type Observability = (typeof observabilities)[number]

/** One entry of the catalogue, as requirements.schema.json describes it. */
export interface Requirement {
  readonly id: string
  readonly level: Level
  readonly actor: Actor
  /** Supporting sections per draft; null where that draft does not contain the statement. */
  readonly drafts: Readonly<Record<Draft, string | null>>
  readonly summary: string
  readonly observable: Observability
  readonly how: string
  /** What is unclear and how it is treated; null when the text is plain. */
  readonly ambiguity: string | null
  /** Why no check covers this entry; absent where one does or will. */
  readonly untested?: { readonly reason: string }
}

const idPattern = /^MIMI-([A-Z]{3})-\d{3}$/

/** Every requirement, in the order of the file. */
export const catalogue: readonly Requirement[] = entries.map(readEntry)

const byId = new Map(catalogue.map((entry) => [entry.id, entry]))

/** @throws RangeError for an id that the catalogue does not have. */
export function requirement(id: string): Requirement {
  const found = byId.get(id)
  if (!found) throw new RangeError(`no requirement ${id} in the catalogue; ids look like MIMI-KEY-018`)
  return found
}

export function isRequirement(id: string): boolean {
  return byId.has(id)
}

/** @throws RangeError for an id that the catalogue does not have. */
export function levelOf(id: string): Level {
  return requirement(id).level
}

/** The sections that support a requirement in a draft, such as `5.2, 5.5`; null if that draft does not contain it. */
export function sectionsOf(id: string, draft: Draft): string | null {
  return requirement(id).drafts[draft]
}

/** The drafts that contain a requirement, oldest first. */
export function draftsOf(id: string): readonly Draft[] {
  const { drafts: sections } = requirement(id)
  return drafts.filter((draft) => sections[draft] !== null)
}

/** The area of a requirement, such as `KEY` of MIMI-KEY-018. */
export function areaOf(id: string): Area {
  return oneOf(areas, idPattern.exec(id)?.[1] ?? '', `the area of ${id}`)
}

/** Types the file's text: what JSON knows only as strings must be one of the schema's words. */
function readEntry(entry: (typeof entries)[number] & { untested?: { reason: string } }): Requirement {
  areaOf(entry.id)
  return {
    ...entry,
    level: oneOf(levels, entry.level, `${entry.id}: level`),
    actor: oneOf(actors, entry.actor, `${entry.id}: actor`),
    observable: oneOf(observabilities, entry.observable, `${entry.id}: observable`),
  }
}

function oneOf<const T extends string>(words: readonly T[], word: string, what: string): T {
  const found = words.find((candidate) => candidate === word)
  if (found === undefined)
    throw new RangeError(`${what} is ${word || 'missing'}; it must be one of ${words.join(', ')}`)
  return found
}
