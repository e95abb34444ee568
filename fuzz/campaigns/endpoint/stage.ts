/** A place where requests are sent: prepared state on the target, a valid request about it, and what shows its effect. */
import type { Codec } from '../../../src/codec/index.js'
import type { Draft } from '../../../src/drafts/ids.js'
import type { Answer } from '../../../src/peers/answer.js'
import type { Action } from '../../../src/target/driver/contract.js'
import type { Scene } from './scene.js'

/** The valid request of a round. */
export interface Request {
  /** Null for the directory. */
  readonly action: Action | null
  /** What its URL names. */
  readonly about: string
  /** Null for a GET. */
  readonly codec: Codec<unknown> | null
  readonly body: Uint8Array
}

/** What came of the valid request that ends a round. */
export interface Twin {
  readonly answer: Answer
  /** What its effect should have been and was not. */
  readonly lacking?: { readonly expected: string; readonly actual: string; readonly requirement?: string }
}

export interface Stage {
  readonly scene: Scene
  /** Whether what the requests are about exists; else they are about users and rooms that nobody knows. */
  readonly real: boolean
  readonly request: Request
  /**
   * Whatever else is accepted may rightly change what the valid request gets; `at-once`: or what can be prepared for it.
   * Where it does, the stage is of no use any more.
   */
  readonly fragile?: 'in-time' | 'at-once'
  /**
   * Begins a round: a request that was not sent before where it would not be taken twice.
   * @param counted the state will be looked at closely, so there should be little of it
   */
  renew(counted: boolean): Promise<void>
  /** The request with the signature that its content needs; null where it has none, or nobody can tell where. */
  resign?(body: Uint8Array): Uint8Array | null
  /** Names of MLS objects that are wrong in one way each, of which a request can be made. */
  readonly objects?: readonly string[]
  /** The request with one of them in place of its own; null where this one's lacks what that needs. */
  object?(name: string): Promise<Uint8Array | null>
  /** Takes note of an answer that claims success: what it gave away is gone. */
  taken?(answer: Answer): void
  /** What is accepted should not change the state either: where it does, nothing more can be told from it. */
  readonly lasting?: true
  /** The state as the protocol shows it, in words: the same words for the same state. */
  state?(): Promise<string>
  /**
   * Sends the valid request, and looks for its effect.
   * @param untouched nothing else was accepted in this round
   */
  twin(untouched: boolean): Promise<Twin>
}

/** One endpoint with one arm of its request. */
export interface Site {
  /** `updateConsent/grant`. */
  readonly id: string
  readonly endpoint: Action | 'directory'
  readonly drafts: readonly Draft[]
  /** @throws Skip, PreparationFailed or DriverFailure where the target or its driver does not allow it */
  prepare(scene: Scene): Promise<Stage>
  /** The same about users or rooms that nobody knows; absent where there is nothing to learn from it. */
  unknown?(scene: Scene): Promise<Stage>
}

/** A stage whose valid request may be sent again and again. */
export function steady(scene: Scene, request: Request, more: Partial<Omit<Stage, 'scene' | 'request'>> = {}): Stage {
  return {
    scene,
    real: true,
    request,
    renew: () => Promise.resolve(),
    twin: async () => ({ answer: await sendValid(scene, request) }),
    ...more,
  }
}

export function sendValid({ peer, target }: Scene, { action, about, codec, body }: Request): Promise<Answer> {
  return action === null ? peer.get(target.directoryUrl) : peer.send(action, about, codec ? body : null)
}
