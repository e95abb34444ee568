/** Key packages and consent: what the answers to their requests claim. Pure. */
import type { Breach, Claim, Explanation } from './claim.js'
import { require, wrong } from './claim.js'
import { consentFor, type Decision, deviceName, type State, type Stock } from './state.js'
import { type Ask, devicesOf, type Owner, type Publish } from './step.js'

/** An answer to a request for key material, as far as the model looks at it. */
export interface Supplied {
  /** Answered like a request that was granted: success or partialSuccess. */
  readonly positive: boolean
  readonly code: string | null
  /** How the answer is told: `status 200, code noConsent`. */
  readonly told: string
  /** Key packages in the answer by device and label; those of nobody have a label that begins with a question mark. */
  readonly given: readonly { readonly device: string; readonly label: string }[]
}

/** What an answer to a request for key material says about the key packages and the consent of its user. */
export function askExplanations(ask: Ask, supplied: Supplied): readonly Explanation[] {
  const whenDeleted = deletedClaim(ask, supplied)
  const unlessDeleted = (claim: Claim): Claim => {
    return (state) => (state.gone.includes(ask.owner) ? whenDeleted(state) : claim(state))
  }
  return whileThere(ask, supplied).map((explanation) => explanation.map(unlessDeleted))
}

/** What may be said of users who are no more (5.2); a refusal without a code says nothing wrong. */
const deletedCodes: ReadonlySet<string | null> = new Set(['userDeleted', 'userUnknown', 'noConsent', null])

function deletedClaim({ owner }: Ask, { positive, code, given }: Supplied): Claim {
  if (positive || given.length > 0)
    return () => ({
      rule: 'key-package.of-the-deleted',
      requirement: 'MIMI-KEY-028',
      expected: `no key package: the account of ${owner} is deleted`,
    })
  return require(() => deletedCodes.has(code), {
    rule: 'key-material.deletion-untold',
    requirement: 'MIMI-KEY-028',
    expected: `userDeleted, userUnknown or noConsent: the account of ${owner} is deleted`,
  })
}

function whileThere(ask: Ask, { positive, code, told, given }: Supplied): readonly Explanation[] {
  const devices = devicesOf[ask.owner].map((number) => deviceName(ask.owner, number))
  const taken = given.map(({ device, label }) => takes(device, label))
  const without = devices.filter((device) => !given.some((each) => each.device === device))
  const allowed = require((state) => consentOf(state, ask) !== 'denied', {
    rule: 'consent.denied-all-the-same',
    requirement: 'MIMI-KEY-025',
    expected: `no key package: ${ask.owner} denies ${ask.by} consent`,
  })
  if (positive) {
    const right = given.length === 0 ? null : without.length === 0 ? 'success' : 'partialSuccess'
    if (code !== right) return [wrong(wrongCode(right))]
    return [[...taken, allowed, ...without.map((device) => isEmpty(device, told))]]
  }
  if (given.length > 0) return [[...taken, allowed, ...wrong(materialOfRefusal)]]
  const refused = require((state) => consentOf(state, ask) !== 'granted', {
    rule: 'consent.grant-without-effect',
    requirement: 'MIMI-CON-013',
    expected: `key packages: ${ask.owner} granted ${ask.by} consent`,
  })
  const exhausted = devices.map((device) => isEmpty(device, told))
  // Which of the two is told as what may be wrong is decided by the code.
  return code === 'noCompatibleMaterial' ? [exhausted, [refused]] : [[refused], exhausted]
}

function consentOf(state: State, { owner, by, room }: Ask) {
  return consentFor(state, owner, by, room)
}

const materialOfRefusal: Breach = {
  rule: 'key-package.in-a-refusal',
  requirement: 'MIMI-KEY-017',
  expected: 'no clients along with a code of refusal',
}

/** The codes are defined by who got something (5.2). */
function wrongCode(right: 'success' | 'partialSuccess' | null): Breach {
  if (right === null)
    return {
      rule: 'key-material.success-without-any',
      requirement: 'MIMI-KEY-013',
      expected: 'another code than success or partialSuccess: no client has a key package left',
    }
  return {
    rule: 'key-material.wrong-code',
    requirement: right === 'success' ? 'MIMI-KEY-010' : 'MIMI-KEY-011',
    expected: `the code ${right} for what was supplied`,
  }
}

/** The key package was in stock, and is not any more. */
function takes(device: string, label: string): Claim {
  return (state) => {
    const stock = state.stock[device]
    if (stock?.ready.includes(label))
      return withStock(state, device, {
        ...stock,
        ready: stock.ready.filter((each) => each !== label),
        handedOut: [...stock.handedOut, label],
      })
    if (stock?.handedOut.includes(label))
      return {
        rule: 'key-package.handed-out-again',
        requirement: 'MIMI-KEY-018',
        expected: `another key package than ${label}, which was handed out before, or none`,
      }
    const unfit = stock?.unfit[label]
    if (unfit === 'expired')
      return {
        rule: 'key-package.expired',
        requirement: 'MIMI-KEY-020',
        expected: `another key package than ${label}, which has expired, or none`,
      }
    if (unfit === 'withheld')
      return {
        rule: 'key-package.withheld',
        expected: `another key package than ${label}, which is not for handing out, or none`,
      }
    return { rule: 'key-package.unpublished', expected: `a key package that was published, and not ${label}` }
  }
}

function isEmpty(device: string, told: string): Claim {
  return require(({ stock }) => (stock[device]?.ready.length ?? 0) === 0, ({ stock }) => ({
    rule: 'key-package.kept-back',
    requirement: 'MIMI-KEY-010',
    expected: `a key package of ${device}, which has ${stock[device]?.ready.length} left, in place of ${told}`,
  }))
}

/** Key packages that are published under these labels. */
export function published({ owner, device, kind }: Publish, labels: readonly string[]): Explanation {
  const name = deviceName(owner, device)
  return [
    (state) => {
      const stock = state.stock[name] ?? { ready: [], handedOut: [], unfit: {} }
      if (kind === 'ordinary') return withStock(state, name, { ...stock, ready: [...stock.ready, ...labels] })
      const unfit = Object.fromEntries(labels.map((each) => [each, kind]))
      return withStock(state, name, { ...stock, unfit: { ...stock.unfit, ...unfit } })
    },
  ]
}

export function decided(decision: Decision): Explanation {
  return [(state) => ({ ...state, decisions: [...state.decisions, decision] })]
}

/** The account is no more. */
export function deletes(owner: Owner): Explanation {
  return [(state) => ({ ...state, gone: [...state.gone, owner] })]
}

function withStock(state: State, device: string, stock: Stock): State {
  return { ...state, stock: { ...state.stock, [device]: stock } }
}
