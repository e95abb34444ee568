import { createHash } from 'node:crypto'
import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

/** 5.7, with `everyone` for a decision that names no requester and null for one that is not limited to a room. */
export interface Scope {
  readonly target: string
  readonly requester: string
  readonly room: string | null
}

export const everyone = 'everyone'

export interface Consent extends Changing {
  /** What the target decided for exactly this scope. */
  decision(scope: Scope): 'grant' | 'deny' | undefined
  /** Whether the target granted this requester, or everyone, some single room. */
  grantedSomeRoom(target: string, requester: string): boolean
  decide(scope: Scope, decision: 'grant' | 'deny' | 'none'): void
  /** Requests from other providers that wait for the user's decision. */
  ask(scope: Scope): void
  /** Withdraws a request; a scope that was never asked for changes nothing. */
  cancel(scope: Scope): void
  asked(scope: Scope): boolean
  /** What users of other providers told ours about being asked: a grant or a revocation. */
  hear(scope: Scope, operation: 'grant' | 'revoke'): void
  heard(scope: Scope): 'grant' | 'revoke' | undefined
  forget(target: string): void
}

const mostDecidedByUser = 1_000
const mostRequests = 10_000

export function createConsent(): Consent {
  const decisions = new Map<string, Bounded<string, { scope: Scope; decision: 'grant' | 'deny' }>>()
  const requests = new Bounded<string, Scope>(mostRequests)
  const news = new Bounded<string, { scope: Scope; operation: 'grant' | 'revoke' }>(mostRequests)
  return {
    decision: (scope) => decisions.get(scope.target)?.get(keyOf(scope))?.decision,
    grantedSomeRoom(target, requester) {
      for (const { scope, decision } of decisions.get(target)?.values() ?? []) {
        const concerned = scope.requester === requester || scope.requester === everyone
        if (concerned && scope.room !== null && decision === 'grant') return true
      }
      return false
    },
    decide(scope, decision) {
      const ofUser = decisions.get(scope.target) ?? new Bounded(mostDecidedByUser)
      decisions.set(scope.target, ofUser)
      if (decision === 'none') ofUser.delete(keyOf(scope))
      else ofUser.set(keyOf(scope), { scope, decision })
    },
    ask: (scope) => requests.set(keyOf(scope), scope),
    cancel: (scope) => void requests.delete(keyOf(scope)),
    asked: (scope) => requests.has(keyOf(scope)),
    hear: (scope, operation) => news.set(keyOf(scope), { scope, operation }),
    heard: (scope) => news.get(keyOf(scope))?.operation,
    forget: (target) => void decisions.delete(target),
    *changes(): Generator<Change> {
      for (const ofUser of decisions.values()) {
        for (const { scope, decision } of ofUser.values()) yield ['decide', scope, decision]
      }
      for (const scope of requests.values()) yield ['ask', scope]
      for (const { scope, operation } of news.values()) yield ['hear', scope, operation]
    },
  }
}

/** A digest, so that long URIs take no more room than short ones. */
function keyOf({ target, requester, room }: Scope): string {
  return createHash('sha256')
    .update(JSON.stringify([target, requester, room]))
    .digest('base64')
}
