/** Request values of the drafts. They have the fields of every draft; a draft's structure takes its own of them. */
import { encode } from '../codec/index.js'
import { byDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import type { Device } from '../mls/device.js'
import { signWithLabel } from '../mls/sign.js'
import { findSuite } from '../mls/suites.js'
import { KeyMaterialRequestTBS } from '../wire/key-material.js'
import { Skip } from './preparation.js'
import type { AbuseOptions, ConsentOptions, KeyMaterialOptions, QueryOptions, SearchElement } from './requests.js'

const utf8 = new TextEncoder()
const identity = <T>(value: T): T => value

/** KeyMaterialRequest; in 06 signed by the requester's device over everything before (5.2). */
export function keyMaterialRequest(draft: Draft, options: KeyMaterialOptions): object {
  const { requester, target, room = '', suites = [1], required = {}, signature = identity } = options
  const { mls: signer } = options.signer ?? requester.device
  const suite = suites.find((candidate) => findSuite(candidate)) ?? signer.suite
  const unsigned = {
    protocol: 'mls10' as const,
    requestingUser: uri(requester.uri),
    targetUser: uri(target),
    roomId: uri(room),
    acceptableCiphersuites: suites,
    requiredCapabilities: { extension_types: [], proposal_types: [], credential_types: [], ...required },
    requesterSignatureKey: signer.signatureKeys(suite).publicKey,
    requesterCredential: signer.credentialFor(suite),
  }
  const tbs = KeyMaterialRequestTBS[draft]
  const content = tbs ? encode(tbs, unsigned) : new Uint8Array()
  const signed = tbs ? sign(signer, suite, content) : content
  return { ...unsigned, key_material_request_signature: signature(signed, content) }
}

function sign(signer: Device, suite: number, content: Uint8Array): Uint8Array {
  return signWithLabel(suite, signer.signatureKeys(suite).privateKey, 'KeyMaterialRequestTBS', content)
}

/** ConsentEntry (5.7). */
export function consentEntry(options: ConsentOptions): object {
  const { operation, requester, target, room, keyPackages = [], extensions = [] } = options
  return {
    consentOperation: operation,
    requesterUri: uri(requester),
    targetUri: uri(target),
    roomId: room === undefined ? null : uri(room),
    clientKeyPackages: keyPackages.map(({ keyPackage }) => keyPackage),
    consent_extensions: dictionary(extensions),
  }
}

/** IdentifierRequest (5.8): one search in 01 and 02ed, a list of elements that all have to match in 06. */
export function identifierRequest(draft: Draft, { elements, extensions = [] }: QueryOptions): object {
  return { ...searches[draft](elements), id_request_extensions: dictionary(extensions) }
}

const searches = byDraft({
  '01': single,
  '02ed': single,
  '06': (elements: SearchElement[]): object => ({ query_elements: elements.map(element) }),
})

function single(elements: SearchElement[]): object {
  const [only, ...more] = elements
  if (!only || more.length > 0) throw new Skip('before 03 a query has exactly one search')
  return element(only)
}

function element({ type, value, name = '' }: SearchElement): object {
  const named = utf8.encode(name)
  return { searchType: type, searchValue: text(value), claimName: named, fieldName: named, propertyName: named }
}

/** AbuseReport (5.9). */
export function abuseReport(options: AbuseOptions): object {
  const { abuser, reporter = '', reason = 'reserved', note = '', messages = [], extensions = [] } = options
  return {
    reportingUser: uri(reporter),
    allegedAbuserUri: uri(abuser),
    reasonCode: reason,
    note: text(note),
    messages,
    abuse_extensions: dictionary(extensions),
  }
}

const mark = (octet: number) => new Uint8Array(32).fill(octet)

/** A Frank that no hub made, in each draft's form; 01 has none (5.4, 5.5). */
export const someFrank = byDraft({
  '01': null,
  '02ed': { franking_tag: mark(0xa1), serverFrank: mark(0xa2), franking_context_hash: mark(0xa3) },
  '06': {
    server_frank: mark(0xa2),
    franking_signature_ciphersuite: 1,
    franking_integrity_signature: new Uint8Array(64).fill(0xa4),
  },
})

/** An IdentifierUri. */
export function uri(text: string): { uri: Uint8Array } {
  return { uri: utf8.encode(text) }
}

function text(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? utf8.encode(value) : value
}

function dictionary(component_data: AbuseOptions['extensions']): object {
  return { component_data }
}
