import type { Draft } from '../drafts/ids.js'
import type { EventMatch, HostedRoom, RoomDevice, RoomFanout, RoomUser } from '../peers/hosted-room.js'
import type { Answer } from '../peers/answer.js'
import type { InboundRecord, Match } from '../peers/inbound.js'
import type { Network } from '../peers/network.js'
import type { WrongKind } from '../peers/wrong-kinds.js'
import type { OddPeer, Peer } from '../peers/peer.js'
import type { TargetHandle } from '../peers/target-handle.js'
import type { Readings } from '../drafts/readings.js'
import type { Role, Timing } from '../target/driver/contract.js'
import type { Expectation } from './expect.js'
import type { Expected, Shown, SilenceOptions } from './finding.js'
import type { RoomRefusal } from './room.js'
import type { Refusal } from './twin.js'

/** Everything a check has in hand. Destructure what it needs: `async run({ target, hub, expect }) { … }`. */
export interface CheckContext {
  readonly draft: Draft
  /** How long to wait for what: see the verdict rules. */
  readonly timing: Readonly<Required<Timing>>
  readonly readings: Readings
  /** Aborted at the check's deadline; everything in the context heeds it. */
  readonly signal: AbortSignal
  /** The positions that the run claims for the target; empty where nobody says. */
  readonly claims: readonly Role[]
  /** The target's clock less Mimicry's, ms. */
  readonly skewMs: number

  /** The provider under test. */
  readonly target: TargetHandle
  /** The peer b, when it acts as the hub of a room. */
  readonly hub: Peer
  /** The peer b, in any other position. */
  readonly peer: Peer
  /** The peer c. */
  readonly other: Peer
  /** The peer d, which no room and no user of the target has to do with. */
  readonly uninvolved: Peer
  /** The peer that `ready` calls an asset host, and one that it does not. */
  readonly assetHost: Peer
  readonly noAssetHost: Peer
  readonly network: Network
  /** A peer for this check alone, which it may make hang, refuse or publish an unusual directory. */
  readonly odd: () => Promise<OddPeer>
  /** A peer with a wrong certificate; a skip where that cannot be made. */
  readonly wrong: (kind: WrongKind) => Promise<Peer>

  /** Judges an answer: `await expect(peer.keyMaterial(…)).status(200)`. */
  readonly expect: <V>(answer: Answer<V> | PromiseLike<Answer<V>>, requirement?: string) => Expectation<V>
  /** Judges a fact; the check goes on either way. */
  readonly that: (condition: boolean, otherwise: Expected) => void
  /** Judges a fact without which the check cannot go on: false, null or undefined end it here with that finding. */
  readonly must: <T>(fact: T, otherwise: Expected) => Exclude<T, null | undefined | false>
  /** A request from the target that has to arrive at a peer, within the timing; else the check ends with that finding. */
  readonly arrives: (at: Peer, match: Match, otherwise?: Partial<Expected>) => Promise<InboundRecord>
  /**
   * That nothing arrives: judged once `marker` (a later, permitted event on the same way) has arrived, or after
   * `timing.quietMs` where there can be none; and anew at the end of the run.
   */
  readonly silent: (at: Peer, match: Match, options?: SilenceOptions) => Promise<void>
  /** A negative check: see twin.ts. */
  readonly refuses: (refusal: Refusal) => Promise<void>
  /** A negative check in a room that the target hosts, whose twin has to be accepted: see room.ts. */
  readonly refusesIn: (room: HostedRoom, refusal: RoomRefusal) => Promise<void>
  /** An event of a hosted room that has to reach a peer, within the timing; else the check ends with that finding. */
  readonly arrivesIn: (
    room: HostedRoom,
    at: Peer,
    match: EventMatch,
    otherwise?: Partial<Expected>,
  ) => Promise<RoomFanout>
  /** That a hosted room is as its members know it, as groupInfo serves it to one of them: for `unchanged` of a refusal. */
  readonly unchangedIn: (room: HostedRoom, as: RoomUser | RoomDevice, otherwise?: Partial<Expected>) => Promise<void>
  /** That no such event of a hosted room reaches a peer: as `silent`. */
  readonly silentIn: (room: HostedRoom, at: Peer, match: EventMatch, options?: SilenceOptions) => Promise<void>

  /** Ends the check as a skip. */
  readonly skip: (reason: string) => never
  /** Records behaviour that the drafts leave open. */
  readonly observe: (what: string, exchange?: Shown, requirement?: string) => void
  /** Runs a step that is not judged here; when it throws, the check is a skip naming `judgedBy`. */
  readonly prepare: <T>(step: string, judgedBy: string, action: () => Promise<T>) => Promise<T>
  /** A name that no other check uses, in this run or another one. */
  readonly name: (prefix: string) => string
}
