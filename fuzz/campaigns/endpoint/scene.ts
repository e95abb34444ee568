/** The target and Mimicry's peers, as one stage of a campaign sees them. */
import { createHash } from 'node:crypto'
import type { Environment } from '../../../src/check/environment.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { endpointUrl } from '../../../src/peers/acting-target.js'
import { requestName } from '../../../src/peers/endpoints.js'
import type { Peer } from '../../../src/peers/peer.js'
import type { Malformed, Session } from '../../../src/peers/session.js'
import type { TargetHandle } from '../../../src/peers/target-handle.js'
import { actions } from '../../../src/transport/actions.js'

export interface Scene {
  readonly draft: Draft
  readonly environment: Environment
  readonly signal: AbortSignal
  readonly target: TargetHandle
  /** The peer b: hub where the target follows, else a provider with users in rooms of the target's. */
  readonly peer: Peer
  /** The peer c. */
  readonly other: Peer
  /** A peer that the target may download from. */
  readonly assetHost: Peer
  /** A name that nothing else has. */
  readonly name: (prefix: string) => string
  /** Requests of the target's own that are not as its draft has them. */
  readonly malformed: readonly Malformed[]
  /** Ends it: what still comes for it belongs to nobody. */
  close(): void
}

/** What peers receive are requests; answers are looked at where they are judged. */
const requestNames = new Set(actions.map(requestName))

/** @param owner tells this stage from others, in the names of its users and rooms */
export function openScene(environment: Environment, owner: string, signal: AbortSignal): Scene {
  const { draft, network, timing, domain, run } = environment
  const mark = createHash('sha256').update(`${draft}/${owner}`).digest('hex').slice(0, 10)
  const malformed: Malformed[] = []
  let named = 0
  const session: Session = {
    owner,
    draft,
    signal,
    deadlineAt: Infinity,
    timing,
    targetDomain: domain,
    valid: true,
    url: (action, value) => endpointUrl(environment, action, value),
    // All of one length, so that a mutation at some byte means the same in each request.
    name: (prefix) => `${prefix}-${run}-${mark}-${String(++named).padStart(4, '0')}`,
    exchanged: () => undefined,
    malformed: (message) => {
      if (requestNames.has(message.struct)) malformed.push(message)
    },
  }
  return {
    draft,
    environment,
    signal,
    target: network.target(environment, session),
    peer: network.peer('b', session),
    other: network.peer('c', session),
    get assetHost() {
      return network.peer('asset', session)
    },
    name: (prefix) => session.name(prefix),
    malformed,
    close: () => network.forget(session),
  }
}
