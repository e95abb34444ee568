import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import type { TargetDevice, TargetUser } from '../../src/peers/target-handle.js'
import { DriverFailure } from '../../src/target/driver/contract.js'
import { ask, describe, entriesOf, keyPackagesOf, provisioning } from './asking.js'

const day = 24 * 3600
const shared = { requirements: ['MIMI-KEY-020'], roles: ['provider' as const], needs: provisioning }

/** Seconds since the epoch by the target's clock. */
function targetTime({ skewMs }: Pick<CheckContext, 'skewMs'>): number {
  return Math.floor((Date.now() + skewMs) / 1000)
}

/**
 * Leaves a device with expired key packages. A target that takes none gets some that are about to expire: whoever looks
 * at lifetimes when key packages are published only has not looked often enough.
 */
async function publishExpired(context: CheckContext, user: TargetUser, device: TargetDevice): Promise<void> {
  const now = targetTime(context)
  try {
    await user.publish(device, 2, { notBefore: now - 2 * day, notAfter: now - day })
  } catch (reason) {
    if (!(reason instanceof DriverFailure) || reason.kind !== 'refused') throw reason
    const notAfter = targetTime(context) + 1
    await user.publish(device, 2, { notAfter })
    const { signal, skewMs } = context
    await sleep((notAfter + 1) * 1000 - skewMs - Date.now(), undefined, { signal })
  }
}

export default [
  check({
    ...shared,
    id: 'key-material.expired',
    title: 'A client that has only expired key packages is reported as exhausted',
    fails: 'An expired key package is handed out.',
    async run(context) {
      const { target, hub, that } = context
      const user = await target.user({ devices: 2, keyPackages: 0 })
      const [stale, fresh] = user.devices
      if (!stale || !fresh) throw new Error('two devices were asked for')
      await publishExpired(context, user, stale)
      await user.publish(fresh, 1)
      const answer = await ask(hub, user).accepted()
      const entries = entriesOf(answer.value, user)
      const entry = entries.find(({ device }) => device === stale)
      const served = Boolean(entry?.keyPackage)
      const where = { path: 'clients', exchange: answer }
      that(!served, {
        expected: `no key package for ${stale.uri}, all of which have expired`,
        actual: 'a key package whose leaf_node.lifetime.not_after is past',
        ...where,
      })
      // No code is named for this case (reading R-KEY-020).
      that(served || entry?.status === 'keyMaterialExhausted', {
        expected: `status keyMaterialExhausted for ${stale.uri}`,
        actual: describe(entries),
        as: 'observe',
        ...where,
      })
    },
  }),
  check({
    ...shared,
    id: 'key-material.expired.beside-fresh',
    title: "Of a client's expired and fresh key packages a fresh one is handed out",
    fails: 'An expired key package is handed out although it lies beside a fresh one.',
    async run(context) {
      const { target, hub, that } = context
      const user = await target.user({ keyPackages: 0 })
      await publishExpired(context, user, user.device)
      await user.publish(user.device, 1)
      const answer = await ask(hub, user).accepted()
      for (const { leaf_node } of keyPackagesOf(answer.value)) {
        const until = leaf_node.leaf_node_source === 'key_package' ? leaf_node.lifetime.not_after : 0n
        that(until >= targetTime(context), {
          expected: 'the key package that is within its lifetime',
          actual: `one whose leaf_node.lifetime.not_after, ${until}, is past`,
          path: 'clients[0].keyPackage.leaf_node.lifetime.not_after',
          exchange: answer,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'key-material.not-yet-valid',
    title: 'A key package whose lifetime has yet to begin is not handed out',
    fails: 'It is handed out: a warning, for 5.2 speaks of its end only, but whoever gets it cannot use it yet.',
    async run(context) {
      const { target, hub, that } = context
      const now = targetTime(context)
      const user = await target.user({ keyPackages: 0 })
      await user.publish(user.device, 1, { notBefore: now + day, notAfter: now + 2 * day })
      await user.publish(user.device, 1)
      const answer = await ask(hub, user).accepted()
      for (const { leaf_node } of keyPackagesOf(answer.value)) {
        const from = leaf_node.leaf_node_source === 'key_package' ? leaf_node.lifetime.not_before : 0n
        that(from <= targetTime(context), {
          expected: 'the key package that is within its lifetime',
          actual: `one whose leaf_node.lifetime.not_before, ${from}, is to come`,
          as: 'warn',
          path: 'clients[0].keyPackage.leaf_node.lifetime.not_before',
          exchange: answer,
        })
      }
    },
  }),
]
