import type { Draft } from './ids.js'

/** What a run has to be told about a target where the drafts leave a number or a form open. */
export interface Readings {
  /** R-W31: wire format of SemiPrivateMessage, 0xf000 to 0xffff. Null: the target takes none, what needs it is skipped. */
  readonly semiPrivateWireFormat: number | null
  /** R-W31: type of the external_receivers GroupContext extension, used only with a wire format. */
  readonly externalReceiversExtension: number
  /** R-W29, 01 and 02ed: type that marks AppSync inside an extension_external_proposal. */
  readonly appSyncExtension: number
  /** R-W29, 01 and 02ed: type of the application_states GroupContext extension. */
  readonly applicationStatesExtension: number
  /** R-W29, 01 and 02ed: applicationId of mimiParticipantList. */
  readonly participantListApplication: number
  /** R-W29, 01 and 02ed: applicationId of mimiRoomPolicy. */
  readonly roomPolicyApplication: number
  /** R-KEY-022: what a client's credential holds: its user's URI, its own URI, or an X.509 chain. */
  readonly clientCredential: 'user-uri' | 'client-uri' | 'x509'
  /** R-DIR-010, R-DIR-011: what is put into a URL template: the whole URI encoded, its scheme left out, or slashes bare too. */
  readonly pathExpansion: 'encoded-uri' | 'encoded-path' | 'bare-path'
  /** R-TRN-020: media type of request bodies. */
  readonly contentType: string
  /** R-GRP-002, R-W06: whether the joining code is signed behind a presence octet or as it is sent. */
  readonly signedJoiningCode: 'optional' | 'as-sent'
}

export const defaultReadings: Readings = {
  semiPrivateWireFormat: null,
  externalReceiversExtension: 0xf0e1,
  appSyncExtension: 0xf0a1,
  applicationStatesExtension: 0xf0a2,
  participantListApplication: 1,
  roomPolicyApplication: 2,
  clientCredential: 'user-uri',
  pathExpansion: 'encoded-uri',
  contentType: 'application/octet-stream',
  signedJoiningCode: 'optional',
}

/** A named interpretation that Mimicry takes where a draft is ambiguous or wrong. */
export interface Reading {
  /** `R-W16` (a decision on the wire) or `R-KEY-032` (the ambiguity that the catalogue records there). */
  readonly id: string
  readonly summary: string
  readonly drafts: readonly Draft[]
  /** The members of Readings that change it; empty where it is fixed. */
  readonly parameters: readonly (keyof Readings)[]
}
