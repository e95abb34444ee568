import { following } from '../kit/following.js'

/** An event begins with its time. */
function later(event: Uint8Array, tries: number): Uint8Array {
  const changed = Buffer.from(event)
  changed.writeBigUInt64BE(changed.readBigUInt64BE() + BigInt(tries - 1))
  return changed
}

export const fanoutRetryStampedAnew = following({
  id: 'fanout.retry-stamped-anew',
  summary: 'stamps an event anew for each try',
  breaks: ['MIMI-NTF-025'],
  rules: ({ body }) => ({ body: (event, tries) => later(body(event, tries), tries) }),
})
