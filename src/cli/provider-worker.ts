/** The embedded reference provider in a thread of its own, until that is ended. */
import { parentPort, workerData } from 'node:worker_threads'
import { findFault } from '../provider/faults/index.js'
import { startProvider } from '../provider/start.js'
import { isOrdered, type Started } from './provider-thread.js'

const ordered: unknown = workerData
if (!isOrdered(ordered)) throw new TypeError('expected what the provider is to be, as its thread is told')
const { faultId, ...wanted } = ordered
const fault = faultId === undefined ? undefined : findFault(faultId)
const { close: _, ...started } = await startProvider({ ...wanted, fault })
parentPort?.postMessage(started satisfies Started)

parentPort?.on('message', () => {
  // What a thread calls resident is the whole process; these are its own.
  const { heapUsed, external } = process.memoryUsage()
  parentPort?.postMessage(heapUsed + external)
})
