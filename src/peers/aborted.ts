import { once } from 'node:events'

/** Rejects with the signal's reason once it is aborted; for races against work that does not heed it. */
export async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  signal.throwIfAborted()
  throw new Error('aborted without a reason')
}
