/** For tests: which campaign is to find which fault that only unusual input brings out, and as what. */
import type { Draft } from '../drafts/ids.js'
import { rareTwists } from '../../fuzz/testee/miniature/rare-twists.js'
import { rareFaults } from '../provider/faults/index.js'

export interface Proof {
  readonly id: string
  readonly summary: string
  /** What follows `mimicry fuzz`. */
  readonly words: readonly string[]
  /** The causes of which it can be said that they are this one. */
  readonly shows: RegExp
}

interface Aim {
  readonly draft: Draft
  /** The endpoint that is fuzzed; the model has none. */
  readonly at?: string
  readonly shows: RegExp
}

/** Each as narrow as a user would make it who has a suspicion: one draft, one endpoint. */
const aims: Readonly<Record<string, Aim>> = {
  'abuse.accused-empty': { draft: '02ed', at: 'reportAbuse', shows: /^server-error .* allegedAbuserUri\.uri$/ },
  'abuse.note-astral': { draft: '06', at: 'reportAbuse', shows: /^server-error .* note$/ },
  'abuse.note-of-16384': { draft: '06', at: 'reportAbuse', shows: /^connection-dropped .* note$/ },
  'abuse.reserved-length': { draft: '06', at: 'reportAbuse', shows: /^malformed-accepted .* length-reserved / },
  'abuse.time-unsafe': { draft: '06', at: 'reportAbuse', shows: /^server-error .* messages\[\]\.accepted_timestamp$/ },
  'consent.grant-second-key-package': {
    draft: '01',
    at: 'updateConsent',
    shows: /^malformed-accepted .* enum-unknown clientKeyPackages\[\]\.leaf_node\.leaf_node_source$/,
  },
  'consent.malformed-revokes': { draft: '06', at: 'requestConsent', shows: /^state-changed requestConsent / },
  'consent.presence-255': {
    draft: '02ed',
    at: 'requestConsent',
    shows: /^malformed-accepted .* presence-octet roomId$/,
  },
  'consent.requests-of-100': {
    draft: '06',
    at: 'requestConsent',
    shows: /^(server-error|twin-refused) requestConsent /,
  },
  'consent.room-of-256': { draft: '06', at: 'requestConsent', shows: /^no-answer .* roomId\.uri$/ },
  'consent.uri-latin1': { draft: '01', at: 'requestConsent', shows: /^server-error .* targetUri/ },
  'group-info.code-of-256': { draft: '02ed', at: 'groupInfo', shows: /^server-error .* joiningCode$/ },
  'group-info.code-length': {
    draft: '06',
    at: 'groupInfo',
    shows: /^malformed-accepted .* length-not-minimal joiningCode$/,
  },
  'group-info.key-empty': { draft: '06', at: 'groupInfo', shows: /^server-error .* requestingSignatureKey$/ },
  'group-info.long-room-unreadable': { draft: '06', at: 'groupInfo', shows: /^unreadable-answer groupInfo long/ },
  'group-info.refused-uses-code': { draft: '06', at: 'groupInfo', shows: /^(twin-refused|state-changed) groupInfo / },
  'key-material.back-at-restart': { draft: '06', shows: /^key-package\.handed-out-again / },
  'key-material.bad-signature-takes': { draft: '06', at: 'keyMaterial', shows: /^(state-changed|twin-refused) / },
  'key-material.every-64th-kept': { draft: '06', shows: /^key-package\.handed-out-again / },
  'key-material.four-byte-length': {
    draft: '01',
    at: 'keyMaterial',
    shows: /^malformed-accepted .* length-not-minimal requiredCapabilities\.proposal_types$/,
  },
  'key-material.malformed-takes': { draft: '06', at: 'keyMaterial', shows: /^(state-changed|twin-refused) / },
  'key-material.many-clients-unreadable': { draft: '06', at: 'keyMaterial', shows: /^unreadable-answer .* clients/ },
  'key-material.overlap-shared': { draft: '02ed', shows: /^key-package\.handed-out-again / },
  'key-material.requester-of-64': { draft: '02ed', at: 'keyMaterial', shows: /^server-error .* requestingUser\.uri$/ },
  'key-material.suites-of-64': {
    draft: '06',
    at: 'keyMaterial',
    shows: /^connection-dropped .* acceptableCiphersuites$/,
  },
  'key-material.x509': { draft: '06', at: 'keyMaterial', shows: /^server-error .* requesterCredential/ },
  'notify.body-of-65536': { draft: '06', at: 'notify', shows: /^connection-dropped notify / },
  'notify.every-100th': { draft: '06', at: 'notify', shows: /^server-error notify / },
  'notify.forgotten-at-restart': { draft: '06', shows: /^notify\.delivered-again / },
  'notify.further-proposals-enum': {
    draft: '06',
    at: 'notify',
    shows: /^malformed-accepted .* enum-unknown \[\]\.moreProposals\[\]\..*sender_type$/,
  },
  'notify.overlap-twice': { draft: '01', shows: /^notify\.delivered-again / },
  'notify.refused-in-part': { draft: '06', at: 'notify', shows: /^state-changed notify / },
  'notify.reinit': { draft: '06', at: 'notify', shows: /^server-error .*proposal_type$/ },
  'notify.secrets-empty': { draft: '06', at: 'notify', shows: /^server-error .*message\.welcome/ },
  'notify.third-event-unread': { draft: '01', at: 'notify', shows: /^malformed-accepted notify .* \[\]\./ },
  'notify.timestamp-signed': { draft: '06', at: 'notify', shows: /^server-error .* \[\]\.timestamp$/ },
  'notify.tree-by-url': { draft: '06', at: 'notify', shows: /^connection-dropped notify unusual-value/ },
  'notify.window-of-50': { draft: '06', shows: /^notify\.delivered-again / },
  'proxy.url-of-1024': { draft: '06', at: 'proxyDownload', shows: /^server-error proxyDownload long/ },
  'query.claim-nameless': { draft: '06', at: 'identifierQuery', shows: /^server-error .* unusual-value/ },
  'query.component-empty': { draft: '06', at: 'identifierQuery', shows: /^server-error .*component_data\[\]\.data$/ },
  'query.fourth-component-length': {
    draft: '06',
    at: 'identifierQuery',
    shows: /^malformed-accepted .* length-not-minimal id_request_extensions\.component_data\[\]\.data$/,
  },
  'query.long-field-unreadable': { draft: '06', at: 'identifierQuery', shows: /^unreadable-answer identifierQuery / },
  'query.malformed-shuts-out': { draft: '06', at: 'identifierQuery', shows: /^twin-refused identifierQuery / },
  'query.overlap-answered-alike': { draft: '06', shows: /^search\.somebody-else-told find$/ },
  'query.second-element-length': {
    draft: '06',
    at: 'identifierQuery',
    shows: /^malformed-accepted .* length-not-minimal query_elements\[\]/,
  },
  'query.tired-after-100': { draft: '06', at: 'identifierQuery', shows: /^(no-answer|slow-answer) identifierQuery/ },
  'query.value-of-63': { draft: '01', at: 'identifierQuery', shows: /^server-error .* searchValue$/ },
  'submit.ciphertext-of-16384': { draft: '06', at: 'submitMessage', shows: /^server-error .*ciphertext$/ },
  'submit.epoch-unsafe': { draft: '06', at: 'submitMessage', shows: /^server-error .*epoch$/ },
  'submit.overlap-lost': { draft: '06', shows: /^fanout\.event-lost / },
  'transport.nul-in-path': { draft: '06', at: 'groupInfo', shows: /^server-error groupInfo nul/ },
  'update.far-epoch-unreadable': { draft: '06', at: 'update', shows: /^unreadable-answer update .*currentEpoch$/ },
  'update.group-id-empty': { draft: '06', at: 'update', shows: /^connection-dropped update .*group_id$/ },
  'update.malformed-advances': { draft: '06', at: 'update', shows: /^twin-refused update / },
  'update.overlap-answered-alike': { draft: '06', shows: /^commit\.of-another-epoch-taken / },
  'update.proposals-lost-at-restart': {
    draft: '06',
    shows: /^(commit\.refused|commit\.omits-proposals|(commit|message)\.of-the-leaving-taken) /,
  },
  'update.welcome-presence': {
    draft: '02ed',
    at: 'update',
    shows: /^malformed-accepted update presence-octet .*welcome$/,
  },
}

/** Of testees: the causes that are theirs. */
const twisted: Readonly<Record<keyof typeof rareTwists, RegExp>> = {
  'refuses-16384': /^refuses-valid decode /,
  'writes-63-in-two-bytes': /^other-bytes encode .* length-not-minimal$/,
  'second-element-unchecked': /^accepts-malformed decode .*\[\].* (presence-octet|enum-unknown)$/,
  'presence-255': /^accepts-malformed decode .* presence-octet$/,
  'loses-byte-order-mark': /^other-value decode .* string$/,
  'components-as-text': /^other-value decode .*component_data/,
  'vcard-arm-swapped': /^other-value decode .*(searchValue|fieldName|propertyName)/,
  'signed-uint64': /^other-value decode /,
  'chain-reversed': /^other-value decode .*certificates/,
  'cached-by-beginning': /^other-value decode /,
  'dies-of-a-claim': /^dies decode /,
}

const ofFaults = rareFaults.map(({ id, summary }): Proof => {
  const aim = aims[id]
  if (!aim) throw new Error(`nobody says how ${id} is to be found`)
  const { draft, at, shows } = aim
  const kind = at === undefined ? ['model'] : ['endpoint', '--endpoint', at]
  return { id, summary, words: [...kind, '--draft', draft, '--fault', id], shows }
})

const ofTestees = Object.entries(twisted).map(([id, shows]): Proof => {
  const command = ['node', 'dist/fuzz/testee/miniature/twisted.js', id]
  return { id, summary: rareTwists[id]?.summary ?? '', words: ['codec', '--', ...command], shows }
})

export const proofs: readonly Proof[] = [...ofFaults, ...ofTestees]
