/**
 * Cuts a stream of bytes into lines of UTF-8 text. Memory is bounded by the longest line allowed.
 *
 * @param onLine each line without its line feed; a carriage return before it is dropped, empty lines are skipped
 * @param onTooLong once, when a line passes the limit; nothing is read after that
 */
export function lineReader(limitBytes: number, onLine: (line: string) => void, onTooLong: () => void) {
  let parts: Buffer[] = []
  let length = 0
  let ended = false
  return (chunk: Buffer): void => {
    let start = 0
    while (!ended && start < chunk.length) {
      const end = chunk.indexOf(0x0a, start)
      const part = chunk.subarray(start, end === -1 ? undefined : end)
      length += part.length
      if (length > limitBytes) {
        ended = true
        parts = []
        onTooLong()
        return
      }
      parts.push(part)
      if (end === -1) return
      const line = Buffer.concat(parts).toString().replace(/\r$/, '')
      parts = []
      length = 0
      start = end + 1
      if (line !== '') onLine(line)
    }
  }
}
