import { catalogue, draftsOf } from './catalogue.js'
import type { Draft } from './ids.js'
import { wireReadings } from './wire-readings.js'

/** What a run has to be told about a target where the drafts leave a number or a form open. */
export interface Readings {
  /** Wire format of SemiPrivateMessage, 0xf000 to 0xffff. Null: the target takes none, what needs it is skipped. */
  readonly semiPrivateWireFormat: number | null
  /** Type of the external_receivers GroupContext extension, used only with a wire format. */
  readonly externalReceiversExtension: number
  /** 01 and 02ed: type that marks AppSync inside an extension_external_proposal. */
  readonly appSyncExtension: number
  /** 01 and 02ed: type of the application_states GroupContext extension. */
  readonly applicationStatesExtension: number
  /** 01 and 02ed: applicationId of mimiParticipantList. */
  readonly participantListApplication: number
  /** 01 and 02ed: applicationId of mimiRoomPolicy. */
  readonly roomPolicyApplication: number
  /** 01 and 02ed: the participant list is a map from users to roles, or an unordered list of pairs. */
  readonly participantListForm: 'map' | 'unordered-list'
  /** 01 and 02ed: the roles are a map from their names to their permissions, or one list in an irreducible state. */
  readonly roomPolicyForm: 'map' | 'irreducible'
  /** 02ed: type of FrankAAD among the safe items of a message's authenticated data. */
  readonly frankAadExtension: number
  /** What a client's credential holds: its user's URI or its own in a basic credential, or an X.509 chain. */
  readonly clientCredential: 'user-uri' | 'client-uri' | 'x509'
  /** What is put into a URL template: the whole URI encoded, the URI without its scheme, or that with slashes bare. */
  readonly pathExpansion: 'encoded-uri' | 'encoded-path' | 'bare-path'
  /** Media type of request bodies. */
  readonly contentType: string
  /** How a joining code is signed: behind a presence octet, or as it is sent. */
  readonly signedJoiningCode: 'optional' | 'as-sent'
}

export const defaultReadings: Readings = {
  semiPrivateWireFormat: null,
  externalReceiversExtension: 0xf0e1,
  appSyncExtension: 0xf0a1,
  applicationStatesExtension: 0xf0a2,
  participantListApplication: 1,
  roomPolicyApplication: 2,
  participantListForm: 'map',
  roomPolicyForm: 'map',
  frankAadExtension: 0xf0a3,
  clientCredential: 'user-uri',
  pathExpansion: 'encoded-uri',
  contentType: 'application/octet-stream',
  signedJoiningCode: 'optional',
}

/** The readings that each parameter belongs to. */
export const readingsOf: Readonly<Record<keyof Readings, readonly string[]>> = {
  semiPrivateWireFormat: ['R-W31', 'R-UPD-019'],
  externalReceiversExtension: ['R-W31'],
  appSyncExtension: ['R-W29', 'R-UPD-008'],
  applicationStatesExtension: ['R-W29', 'R-POL-032'],
  participantListApplication: ['R-W29', 'R-UPD-008'],
  roomPolicyApplication: ['R-W29', 'R-POL-032'],
  participantListForm: ['R-W29', 'R-UPD-008'],
  roomPolicyForm: ['R-W29', 'R-POL-032'],
  frankAadExtension: ['R-W30'],
  clientCredential: ['R-KEY-022'],
  pathExpansion: ['R-DIR-010', 'R-DIR-011'],
  contentType: ['R-W40', 'R-TRN-020'],
  signedJoiningCode: ['R-W06', 'R-GRP-002'],
}

/** A named interpretation that Mimicry takes where a draft is ambiguous or wrong. */
export interface Reading {
  /** `R-W16` (a decision of the codec) or `R-KEY-032` (the ambiguity that the catalogue records at MIMI-KEY-032). */
  readonly id: string
  readonly summary: string
  readonly drafts: readonly Draft[]
  /** The members of Readings that change it; empty where it is fixed. */
  readonly parameters: readonly string[]
}

function parametersOf(id: string): readonly string[] {
  return Object.entries(readingsOf).flatMap(([parameter, ids]) => (ids.includes(id) ? [parameter] : []))
}

/** Every reading: those of the codec first, then the catalogue's. */
export const readings: readonly Reading[] = [
  ...wireReadings.map(({ id, drafts, unclear, decision }) => ({ id, summary: `${unclear} ${decision}`, drafts })),
  ...catalogue.flatMap(({ id, ambiguity }) =>
    ambiguity === null ? [] : [{ id: id.replace('MIMI-', 'R-'), summary: ambiguity, drafts: draftsOf(id) }],
  ),
].map((reading) => ({ ...reading, parameters: parametersOf(reading.id) }))

const byId = new Map(readings.map((reading) => [reading.id, reading]))

/** The reading of that id, such as R-W16 or R-KEY-032; undefined where there is none. */
export function reading(id: string): Reading | undefined {
  return byId.get(id)
}
