/** The process behind isolation.ts: tries to join with ts-mls, and tells what came of it. */
import { decode } from '../codec/index.js'
import { createDevice } from './device.js'
import { EngineError, joinExternally, joinFromWelcome } from './engine.js'
import type { Job, Outcome, RawBundle } from './isolation.js'
import { bundleOf, type KeyPackageBundle } from './key-package-bundle.js'
import { importKeyPair } from './keys.js'
import { suiteOf } from './suites.js'
import { GroupInfo } from './wire/group-info.js'
import { KeyPackage } from './wire/key-package.js'

process.on('message', (job: Job) => {
  void outcomeOf(job).then((outcome) => process.send?.(outcome))
})
process.send?.('ready')

async function outcomeOf(job: Job): Promise<Outcome> {
  try {
    await attempt(job)
    return { kind: 'done' }
  } catch (error) {
    if (error instanceof EngineError) return { kind: 'refused', what: error.message }
    return { kind: 'crashed', what: error instanceof Error ? error.message : String(error) }
  }
}

async function attempt(job: Job): Promise<void> {
  const { draft, ratchetTree } = job
  if (job.kind === 'welcome') {
    await joinFromWelcome({ draft, bundle: bundleFrom(job.bundle), welcome: job.welcome, ratchetTree })
    return
  }
  const { cipher_suite: suite } = decode(GroupInfo, job.groupInfo).group_context
  // Whoever joins, the tree is the same.
  const device = createDevice({
    draft,
    suite,
    userUri: 'mimi://none.example/u/nobody',
    clientUri: 'mimi://none.example/d/0',
  })
  await joinExternally({ device, groupInfo: job.groupInfo, ratchetTree, replaces: job.replaces })
}

function bundleFrom({ suite, keyPackage: bytes, initKey, encryptionKey, signatureKey }: RawBundle): KeyPackageBundle {
  const { kem, signature } = suiteOf(suite)
  const keyPackage = decode(KeyPackage, bytes)
  const { encryption_key, signature_key } = keyPackage.leaf_node
  return bundleOf(keyPackage, {
    suite,
    initKeys: importKeyPair(kem, keyPackage.init_key, initKey),
    encryptionKeys: importKeyPair(kem, encryption_key, encryptionKey),
    signatureKeys: importKeyPair(signature, signature_key, signatureKey),
  })
}
