/** identifierQuery (5.8), by each kind of search. */
import { createHash } from 'node:crypto'
import { type Codec, encode } from '../../../../src/codec/index.js'
import { byDraft } from '../../../../src/drafts/by-draft.js'
import { drafts } from '../../../../src/drafts/ids.js'
import { identifierRequest } from '../../../../src/peers/builders.js'
import type { SearchElement, SearchType } from '../../../../src/peers/requests.js'
import type { ProfileFact } from '../../../../src/target/driver/contract.js'
import { IdentifierRequest } from '../../../../src/wire/identifier-query.js'
import { components } from './consent.js'
import type { Scene } from '../scene.js'
import { type Request, type Site, steady } from '../stage.js'

interface Search {
  readonly type: SearchType
  readonly name?: string
  /** The fact that is found by it. */
  readonly source: ProfileFact['source']
}

const searches: readonly Search[] = [
  { type: 'handle', source: 'handle' },
  { type: 'nick', source: 'nick' },
  { type: 'email', source: 'email' },
  { type: 'phone', source: 'phone' },
  { type: 'partialName', source: 'nick' },
  { type: 'wholeProfile', source: 'nick' },
  { type: 'oidcStdClaim', name: 'given_name', source: 'oidcStdClaim' },
  { type: 'vcardField', name: 'FN', source: 'vcardField' },
]

const handles = { type: 'handle', source: 'handle' } as const satisfies Search

/** Since 03 there may be more than one element, which all have to match. */
const elementsOf = byDraft({
  '01': (only: Search): readonly Search[] => [only],
  '02ed': (only: Search): readonly Search[] => [only],
  '06': (first: Search): readonly Search[] => [first, handles, first],
})

/** Told along with what was asked for: lengths of one byte and of two. */
const lengthy: readonly ProfileFact[] = [
  { source: 'vcardField', name: 'TITLE', value: 'a'.repeat(63) },
  { source: 'vcardField', name: 'ROLE', value: 'a'.repeat(64) },
]

function siteFor(search: Search): Site {
  return {
    id: `identifierQuery/${search.type}`,
    endpoint: 'identifierQuery',
    drafts,
    async prepare(scene) {
      const { request, profile } = asking(scene, search)
      await scene.target.user({ devices: 0, consent: 'none', profile })
      return steady(scene, request)
    },
    unknown: (scene) => Promise.resolve(steady(scene, asking(scene, search).request, { real: false })),
  }
}

function asking(scene: Scene, search: Search): { request: Request; profile: ProfileFact[] } {
  const { draft, target } = scene
  const name = scene.name('alice')
  const values: Record<ProfileFact['source'], string> = {
    handle: `im:${name}@${target.domain}`,
    nick: name,
    email: `${name}@${target.domain}`,
    phone: `+1555${digits(name)}`,
    oidcStdClaim: name,
    vcardField: name,
  }
  const searched = elementsOf[draft](search)
  const facts = [...new Set(searched)].map(({ source, name: field = '' }) => ({
    source,
    name: field,
    value: values[source],
  }))
  const profile = [...facts, ...lengthy]
  const elements = searched.map(({ type, name: field, source }): SearchElement => {
    return { type, value: values[source], ...(field !== undefined && { name: field }) }
  })
  const codec: Codec<unknown> = IdentifierRequest[draft]
  const body = encode(codec, identifierRequest(draft, { elements, extensions: [...components] }))
  return { request: { action: 'identifierQuery', about: target.domain, codec, body }, profile }
}

/** Seven of them that belong to the name. */
function digits(name: string): string {
  const number = createHash('sha256').update(name).digest().readUInt32BE()
  return String(number % 10_000_000).padStart(7, '0')
}

export const identifierQuery: readonly Site[] = searches.map(siteFor)
