import { check } from '../../src/check/define.js'
import type { Peer } from '../../src/peers/peer.js'
import type { TargetHandle } from '../../src/peers/target-handle.js'
import { ask, describe, entriesOf, keyPackagesOf, provisioning, refsOf } from './asking.js'

const shared = { roles: ['provider' as const], needs: provisioning }

/** A user with two clients, the first of which has just given away its only key package. */
async function withOneExhausted(target: TargetHandle, hub: Peer) {
  const user = await target.user({ devices: 2, keyPackages: 1, exactly: true })
  const [empty, stocked] = user.devices
  if (!empty || !stocked) throw new Error('two devices were asked for')
  await user.publish(stocked, 2)
  const first = await ask(hub, user).accepted()
  return { user, empty, stocked, seen: new Set(refsOf(first.value)) }
}

export default [
  check({
    ...shared,
    id: 'key-material.partial-success',
    title: 'With one of two clients exhausted the user status is partialSuccess and both clients are listed',
    requirements: ['MIMI-KEY-011', 'MIMI-KEY-012'],
    fails: 'The code is another one, a client is not listed, or an entry has not exactly what its status says.',
    async run({ target, hub, expect, that }) {
      const { user } = await withOneExhausted(target, hub)
      const answer = await ask(hub, user)
      await expect(answer, 'MIMI-KEY-012').reads()
      await expect(answer).code('partialSuccess')
      const entries = entriesOf(answer.value, user)
      that(
        user.devices.every((device) => entries.some((entry) => entry.device === device)),
        {
          expected: `an entry for each of ${user.devices.map(({ uri }) => uri).join(' and ')}`,
          actual: describe(entries),
          path: 'clients',
          exchange: answer,
        },
      )
      that(
        entries.some(({ keyPackage }) => keyPackage !== null),
        {
          expected: 'the key package of the client that has some left',
          actual: describe(entries),
          path: 'clients',
          exchange: answer,
        },
      )
    },
  }),
  check({
    ...shared,
    id: 'key-material.exhausted.one-client',
    title: 'A client without stock is reported as keyMaterialExhausted',
    requirements: ['MIMI-KEY-013'],
    fails: 'After its only key package was handed out a client has another status, or a key package again.',
    async run({ target, hub, that }) {
      const { user, empty, seen } = await withOneExhausted(target, hub)
      const answer = await ask(hub, user).accepted()
      const entries = entriesOf(answer.value, user)
      const entry = entries.find(({ device }) => device === empty)
      const again = entry?.ref && seen.has(entry.ref) ? ', with that key package again' : ''
      that(entry?.status === 'keyMaterialExhausted', {
        expected: `status keyMaterialExhausted for ${empty.uri}, whose only key package was handed out before`,
        actual: entry ? `status ${entry.status}${again}` : describe(entries),
        path: 'clients',
        exchange: answer,
      })
    },
  }),
  check({
    ...shared,
    id: 'key-material.exhausted.all-clients',
    title: 'With every client exhausted the user status is noCompatibleMaterial',
    requirements: ['MIMI-KEY-013'],
    fails: 'The user status is success or partialSuccess, which promise at least one key package; or there is one.',
    async run({ target, hub, expect, that }) {
      const user = await target.user({ devices: 2, keyPackages: 1, exactly: true })
      const first = await ask(hub, user).accepted()
      const seen = new Set(refsOf(first.value))
      const answer = await ask(hub, user)
      // No code is named for this case; the definition of noCompatibleMaterial fits (reading R-KEY-013).
      await expect(answer).code('noCompatibleMaterial', { observe: otherRefusals })
      const more = keyPackagesOf(answer.value)
      const again = refsOf(answer.value).filter((ref) => seen.has(ref))
      that(more.length === 0, {
        expected: 'no key package: both clients have given away their only one',
        actual: `${more.length} key packages, ${again.length} of them handed out before`,
        path: 'clients',
        exchange: answer,
      })
    },
  }),
]

const otherRefusals = ['incompatibleProtocol', 'userUnknown', 'noConsent', 'noConsentForThisRoom', 'userDeleted']
