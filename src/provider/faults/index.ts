/** Every deviation that the reference provider can be started with, in order of their ids; a folder for each area. */
import type { Fault } from '../fault.js'
import { abuseFaults } from './abuse/index.js'
import { architectureFaults } from './architecture/index.js'
import { clientFaults } from './client/index.js'
import { codecFaults } from './codec/index.js'
import { consentFaults } from './consent/index.js'
import { directoryFaults } from './directory/index.js'
import { fanoutFaults } from './fanout/index.js'
import { frankingFaults } from './franking/index.js'
import { groupInfoFaults } from './group-info/index.js'
import { keyMaterialFaults } from './key-material/index.js'
import { notifyFaults } from './notify/index.js'
import { policyFaults } from './policy/index.js'
import { proxyFaults } from './proxy/index.js'
import { pseudonymFaults } from './pseudonym/index.js'
import { queryFaults } from './query/index.js'
import { rareFaults } from './rare/index.js'
import { refuseEverything } from './refuse-everything.js'
import { submitFaults } from './submit/index.js'
import { transportFaults } from './transport/index.js'
import { updateFaults } from './update/index.js'

/** Those that a check finds: docs/kill-matrix.md says which. */
export const faults: readonly Fault[] = [
  ...abuseFaults,
  ...architectureFaults,
  ...clientFaults,
  ...codecFaults,
  ...consentFaults,
  ...directoryFaults,
  ...fanoutFaults,
  ...frankingFaults,
  ...groupInfoFaults,
  ...keyMaterialFaults,
  ...notifyFaults,
  ...policyFaults,
  ...proxyFaults,
  ...pseudonymFaults,
  ...queryFaults,
  refuseEverything,
  ...submitFaults,
  ...transportFaults,
  ...updateFaults,
]

/** Those and the ones that only a campaign finds. */
export const allFaults: readonly Fault[] = [...faults, ...rareFaults].sort((a, b) => (a.id < b.id ? -1 : 1))

export { rareFaults }

export function findFault(id: string): Fault | undefined {
  return allFaults.find((fault) => fault.id === id)
}
