/** Judgements about rooms that the target hosts. */
import type { Answer } from '../peers/answer.js'
import type { Handshake, Message } from '../peers/hosted-room.js'
import type { Severity } from './finding.js'
import type { Refusal } from './twin.js'

/**
 * A handshake or message that the hub must not take, and its twin: made on the same state, in the same epoch, valid, and
 * allowed. Make both before either is sent. The twin has to be accepted, so a hub that answers everything in the negative
 * passes nothing, and one whose epoch moved all the same is found out.
 */
export interface RoomRefusal extends Omit<Refusal, 'malformed' | 'twin'> {
  malformed: Handshake | Message | (() => PromiseLike<Answer>)
  twin: Handshake | Message | (() => PromiseLike<Answer>)
  /** The codes that the draft has for it: another negative code is a finding. */
  codes?: readonly string[]
  /** What another negative code weighs; by the requirement's level if absent. */
  otherCode?: Severity
}
