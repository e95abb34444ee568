import { describe, expect, it } from 'vitest'
import { explain } from './claim.js'
import { askExplanations, published, type Supplied } from './people-rules.js'
import { type Decision, initial, type State } from './state.js'
import type { Ask } from './step.js'

const ask: Ask = { do: 'ask', owner: 'ada', by: 'bob', room: 'b1' }
const decision = (decided: Decision['decision']): State => ({
  ...initial,
  decisions: [{ owner: 'ada', requester: 'everyone', room: null, decision: decided }],
})

function judged(state: State, code: string | null, labels: readonly string[]) {
  const positive = code === 'success' || code === 'partialSuccess'
  const given = labels.map((label) => ({ device: label.split('#')[0] ?? '', label }))
  const supplied: Supplied = { positive, code, told: `code ${code}`, given }
  const explained = explain([state], [{ explanations: askExplanations(ask, supplied), start: 0, end: 1 }])
  return 'states' in explained ? 'fine' : explained.breach.rule
}

const both = ['ada/1#1', 'ada/2#1']

/** A state after something was published. */
function after(kind: 'withheld' | 'expired', label: string): State {
  const [claim] = published({ do: 'publish', owner: 'ada', device: 1, count: 1, kind }, [label])
  const state = claim?.(decision('grant'))
  if (!state || 'rule' in state) throw new Error('publishing claims nothing')
  return state
}

describe('an answer to a request for key material', () => {
  it.each([
    ['grant', 'success', both, 'fine'],
    ['grant', 'noConsent', [], 'consent.grant-without-effect'],
    ['grant', null, [], 'consent.grant-without-effect'],
    ['grant', 'noCompatibleMaterial', [], 'key-package.kept-back'],
    ['grant', 'partialSuccess', ['ada/1#1'], 'key-package.kept-back'],
    ['grant', 'partialSuccess', both, 'key-material.wrong-code'],
    ['grant', 'success', [], 'key-material.success-without-any'],
    ['grant', 'success', ['ada/1#1', 'ada/2#7'], 'key-package.unpublished'],
    ['deny', 'success', both, 'consent.denied-all-the-same'],
    ['deny', 'noConsent', both, 'consent.denied-all-the-same'],
    ['none', 'noConsent', both, 'key-package.in-a-refusal'],
    ['deny', 'userUnknown', [], 'fine'],
    ['none', 'success', both, 'fine'],
    ['none', 'noConsent', [], 'fine'],
  ] as const)('after %s: %s with %j is %s', (decided, code, labels, expected) => {
    expect(judged(decision(decided), code, labels)).toBe(expected)
  })

  it('holds no key package that has expired or is withheld', () => {
    expect(judged(after('expired', 'ada/1#2'), 'success', ['ada/1#2', 'ada/2#1'])).toBe('key-package.expired')
    expect(judged(after('withheld', 'ada/1#2'), 'success', ['ada/1#2', 'ada/2#1'])).toBe('key-package.withheld')
  })
})
