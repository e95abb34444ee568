/** A room that is hosted here as its next event finds it, and what waits in it. */
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { PublicGroup } from '../../mls/public-group.js'
import type { Proposal, PublicMessage } from '../../mls/wire/index.js'
import type { PolicyRoom } from '../rules/policy/index.js'
import type { HostedRoom, PendingProposal } from '../store/hosted.js'

/** One proposal that waits, as it is looked at. */
export interface Waiting {
  readonly pending: PendingProposal
  readonly message: PublicMessage
  readonly proposal: Proposal
}

export interface Room extends PolicyRoom {
  readonly draft: Draft
  readonly readings: Readings
  readonly hosted: HostedRoom
  readonly group: PublicGroup
  /** The participants' URIs. */
  readonly listed: ReadonlySet<string>
  /** URI of the room that this one depends on (room-policy-03, 5); null for one that depends on none. */
  readonly parentUri: string | null
  /** The accepted proposals that no commit has covered yet. */
  readonly waiting: readonly Waiting[]
}

/** Why an update is refused after it was evaluated (5.3). */
export type Negative =
  | { readonly code: 'wrongEpoch'; readonly why: string; readonly currentEpoch: bigint }
  | { readonly code: 'notAllowed'; readonly why: string }
  | { readonly code: 'invalidProposal'; readonly why: string; readonly refs: readonly Uint8Array[] }
