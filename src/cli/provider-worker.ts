/** The embedded reference provider in a thread of its own, until that is ended: arguments draft, domain and perhaps fault. */
import { parentPort } from 'node:worker_threads'
import { isDraft } from '../drafts/ids.js'
import { findFault } from '../provider/faults/index.js'
import { startProvider } from '../provider/start.js'
import type { Started } from './provider-thread.js'

const [draft = '', domain = '', fault] = process.argv.slice(2)
if (!isDraft(draft)) throw new RangeError(`no draft: ${draft}`)
const { close: _, ...started } = await startProvider({ draft, domain, fault: fault ? findFault(fault) : undefined })
parentPort?.postMessage(started satisfies Started)
