import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { PublicGroup, PublicGroupError } from '../public-group.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { PublicMessage as PublicMessages } from '../wire/public-message.js'
import { forgeCommit, type ForgedGroup, resignGroupInfo } from './test-forge.js'
import {
  add,
  appDataUpdate,
  group,
  proposed,
  psk,
  reInit,
  remove,
  replacing,
  selfRemove,
  update,
} from './test-proposals.js'
import { bundleOf, device, faultOf } from './test-rig.js'

/** Whatever a commit holds: it is refused by a PublicGroupError, or it leads to a state that a newcomer finds valid. */
function judged(within: ForgedGroup, byValue: Proposal[], byReference: PublicMessage[]): PublicGroup | null {
  try {
    const commit = forgeCommit(within, 0, { byValue, byReference })
    const { next } = within.follower.stage(commit, byReference)
    return next
  } catch (error) {
    if (error instanceof PublicGroupError) return null
    throw error
  }
}

function reopened({ keys, draft }: ForgedGroup, { context, confirmationTag, ratchetTree }: PublicGroup) {
  const unsigned = { group_context: context, extensions: [], confirmation_tag: confirmationTag, signer: 0 }
  const groupInfo = resignGroupInfo(keys, { ...unsigned, signature: new Uint8Array() })
  return faultOf(() => PublicGroup.open({ draft, groupInfo, ratchetTree }))
}

it('leads from valid states to valid states only', () => {
  const index = fc.oneof(fc.nat(9), fc.constant(0xffffffff))
  const fresh = fc.nat().map((number) => add(bundleOf(device('06', `n${number}`)).keyPackage))
  const byValue = fc.oneof(
    fresh,
    fresh,
    index.map(remove),
    fc.nat(3).map((id) => psk(id)),
    fc.nat(9).map(appDataUpdate),
  )
  const rarely = fc.oneof(
    { weight: 9, arbitrary: byValue },
    { weight: 1, arbitrary: fc.constantFrom(reInit(), replacing()) },
  )
  const references = fc.subarray(['update', 'selfRemove', 'remove'] as const)
  const step = fc.record({ values: fc.array(rarely, { maxLength: 4 }), references, by: fc.integer({ min: 1, max: 4 }) })
  let accepted = 0
  let refused = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      let within = group
      for (const { values, references: kinds, by } of steps) {
        // Leaves may have gone to others, whose keys the forger lacks.
        const own = within.follower.member(by)
        const first = group.follower.member(by)
        const known = own && first && Buffer.compare(own.signature_key, first.signature_key) === 0
        const made = { update: () => update(within, by), selfRemove: () => selfRemove, remove: () => remove(by) }
        const pending = known ? kinds.map((kind) => proposed(by, made[kind](), within)) : []
        const next = judged(within, values, pending)
        if (!next) {
          refused++
          continue
        }
        accepted++
        expect(reopened(within, next)).toBe('none')
        within = { ...within, follower: next }
      }
    }),
    { numRuns: 60 },
  )
  expect(accepted).toBeGreaterThan(10)
  expect(refused).toBeGreaterThan(10)
})

it('answers a commit with changed bytes by a PublicGroupError', () => {
  const pending = [proposed(1, selfRemove), proposed(2, update(group, 2))]
  const bytes = encode(PublicMessages['06'], forgeCommit(group, 0, { byValue: [add()], byReference: pending }))
  let read = 0
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const changed = bytes.with(at, (bytes[at] ?? 0) ^ difference)
      let message: PublicMessage
      try {
        message = decode(PublicMessages['06'], changed)
      } catch {
        return
      }
      read++
      const fault = faultOf(() => group.follower.stage(message, pending))
      // The tags at the end are not covered by the signature, and only members can verify them.
      const inTags = at >= bytes.length - 2 * 33
      expect(fault === 'none').toBe(inTags)
    }),
    { numRuns: 300 },
  )
  expect(read).toBeGreaterThan(100)
})
