/** Longest text that may name something. */
const longest = 512
/** Values looked at in one message, so that a huge one costs no more than a large one. */
const most = 2000

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Every short text in a decoded value: the URIs and search values that a request names. */
export function namesIn(value: unknown): Set<string> {
  const names = new Set<string>()
  const waiting: unknown[] = [value]
  for (let looked = 0; waiting.length > 0 && looked < most; looked++) {
    const next = waiting.shift()
    if (next instanceof Uint8Array) add(names, next)
    else if (typeof next === 'object' && next !== null) for (const member of members(next)) waiting.push(member)
  }
  return names
}

function members(value: object): unknown[] {
  return Object.values(value)
}

function add(names: Set<string>, bytes: Uint8Array): void {
  if (bytes.length === 0 || bytes.length > longest) return
  try {
    names.add(utf8.decode(bytes))
  } catch {
    // no text, so no name
  }
}
