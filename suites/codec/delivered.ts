import type { TargetDevice } from '../../src/peers/target-handle.js'

/**
 * Looks into a device's inbox until all messages are there, `withinMs` at most.
 * @returns the indices of those that did not come
 */
export async function delivered(
  device: TargetDevice,
  messages: readonly Uint8Array[],
  withinMs: number,
): Promise<number[]> {
  const missing = new Map(messages.map((message, index) => [Buffer.from(message).toString('hex'), index]))
  const end = Date.now() + withinMs
  for (let after = 0, left = withinMs; missing.size > 0 && left > 0; left = end - Date.now()) {
    for (const { cursor, message } of await device.inbox(after, left)) {
      after = Math.max(after, cursor)
      missing.delete(Buffer.from(message).toString('hex'))
    }
  }
  return [...missing.values()]
}
