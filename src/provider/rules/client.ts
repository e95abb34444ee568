/** How the provider behaves when it is the one that asks (4.1, 5.1, 5.2). */
import type { Action } from '../../target/driver/contract.js'
import type { Identity } from '../../transport/certificates.js'
import type { ClientOptions } from '../../transport/client.js'
import { expand, expandConsent, parseDirectory, wellKnown } from '../../transport/directory.js'
import type { Headers } from '../../transport/exchange.js'
import { fromHeader } from '../../transport/names.js'
import { authorityOf } from '../uri.js'

/** Whom a request is about. */
export interface Subject {
  /** What stands in the path: a user, a room or a domain. */
  readonly value: string
  /** The user that a consent template may ask for; empty where none is concerned. */
  readonly user: string
  /** The provider that is asked. */
  readonly domain: string
}

export interface ClientBehaviour {
  /** Headers of a request beside those that HTTP itself needs; Host is the URL's authority. */
  headers(own: string, asked: string): Headers
  /** The certificate that is presented. */
  presents(own: Identity): Identity | null
  /** Which servers it believes. */
  trusts(anchors: readonly string[]): Pick<ClientOptions, 'trust' | 'anyServer'>
  /** Where a peer's directory is. */
  directoryUrl(domain: string): string
  /** A peer's endpoints from its directory; null when it is none. */
  endpoints(body: Uint8Array, base: URL): Partial<Record<Action, string>> | null
  /** A peer's template with the subject in it, taken literally. */
  url(action: Action, template: string, subject: Subject): string
  /** The provider that is asked for a user's key material: the hub of the room it is for, if we are not that. */
  keyMaterialFrom(target: string, room: string, own: string): string | null
  /** The provider that a consent entry about its user goes to: that user's own, whatever the room (5.7). */
  consentAt(other: string, room: string | null): string | null
  /** The provider that is asked who answers to a name: the one that is to be searched (5.8). */
  searchedAt(wanted: string, own: string): string
  /** The provider that a report about a user in a room goes to: the room's hub (5.9). */
  reportedTo(room: string, accused: string): string | null
  /** The provider that a download for a room (or of a domain) goes to: the room's hub (5.10.2). */
  downloadsFrom(to: string, asset: string): string
  /** The provider that what a client does in a room is handed to: the room's hub, and nobody else (3.3 to 3.6). */
  hubOf(room: string, body: Uint8Array): string | null
  /** The body that is sent for the body that a client handed in. */
  forwarded(action: Action, body: Uint8Array): Uint8Array
  /** The body that a client is given for the one that came back. */
  given(action: Action, body: Uint8Array): Uint8Array
}

export const clientBehaviour: ClientBehaviour = {
  headers: (own) => [
    ['From', fromHeader(own)],
    ['Content-Type', 'application/octet-stream'],
  ],
  presents: (own) => own,
  trusts: (trust) => ({ trust }),
  directoryUrl: (domain) => `https://${domain}${wellKnown}`,
  endpoints: (body, base) => parseDirectory(body, base).directory?.endpoints ?? null,
  url: (action, template, { value, user, domain }) =>
    action === 'requestConsent' || action === 'updateConsent'
      ? expandConsent(template, { user, domain })
      : expand(template, value),
  keyMaterialFrom(target, room, own) {
    const hub = room === '' ? null : authorityOf(room)
    return hub === null || hub === own ? authorityOf(target) : hub
  },
  consentAt: authorityOf,
  searchedAt: (wanted) => wanted,
  reportedTo: (room) => authorityOf(room),
  downloadsFrom: (to) => authorityOf(to) ?? to,
  hubOf: authorityOf,
  forwarded: (_action, body) => body,
  given: (_action, body) => body,
}
