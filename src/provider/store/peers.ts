import type { PeerFacts } from '../../target/driver/contract.js'
import type { Change, Changing } from './change.js'

export interface Known {
  readonly peers: readonly PeerFacts[]
  /** PEM certificates that vouch for peers. */
  readonly trustAnchors: readonly string[]
}

/** What `ready` has told of other providers. */
export interface Peers extends Changing {
  know(known: Known): void
  known(): Known
}

export function createPeers(): Peers {
  let told: Known = { peers: [], trustAnchors: [] }
  return {
    know(known) {
      told = known
    },
    known: () => told,
    *changes(): Generator<Change> {
      yield ['know', told]
    },
  }
}
