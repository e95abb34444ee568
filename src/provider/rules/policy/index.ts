/** The policy of a room: who may change what (5.3; 06: room-policy-03). */
import type { PolicyInput, PolicyRoom, Verdict } from './types.js'
import type { Draft } from '../../../drafts/ids.js'
import type { Readings } from '../../../drafts/readings.js'
import type { Actor } from './types.js'
export * from './types.js'

/** The state of a room as far as messages concern it. */
export interface SpeakingRoom extends Pick<
  PolicyRoom,
  'extensions' | 'participants' | 'members' | 'pendingRemoval' | 'codeGrants'
> {
  readonly draft: Draft
  readonly readings: Readings
}

/** Judges an update of a room by its policy. */
export declare function judge(input: PolicyInput, rules?: PolicyRules): Verdict
/** 5.4: whether a user may send application messages. */
export declare function maySend(room: SpeakingRoom, user: string): Verdict
/** 5.3: whether application messages go to a user. */
export declare function mayReceive(room: SpeakingRoom, user: string): boolean
/** 5.6: whether a user gets the group's information; `code` is the role that a valid joining code is for. */
export declare function mayGetGroupInfo(
  room: SpeakingRoom,
  requester: { readonly user: string; readonly leaf: Actor | null; readonly code: boolean },
): Verdict
/** One decision each; a fault replaces one. */
export interface PolicyRules {
  readonly [rule: string]: (input: PolicyInput) => Verdict
}
export declare const policyRules: PolicyRules
