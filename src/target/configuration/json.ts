/** JSON that people write: where it is wrong is told by line and column, which JSON.parse does not do everywhere. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  constructor(
    /** Counted from 1. */
    readonly line: number,
    readonly column: number,
    problem: string,
  ) {
    super(`line ${line}, column ${column}: ${problem}`)
  }
}

/** @throws JsonError */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch {
    const { offset, expected } = firstFault(json)
    const before = json.slice(0, offset).split('\n')
    throw new JsonError(
      before.length,
      (before.at(-1)?.length ?? 0) + 1,
      `expected ${expected}, found ${found(json, offset)}`,
    )
  }
}

const token =
  /\s*(?:"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:])/uy

type State = 'value' | 'value or ]' | 'key or }' | 'key' | ':' | ', or end'

const expectations: Record<State, string> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  'key or }': 'a key in double quotes or }',
  key: 'a key in double quotes',
  ':': ':',
  ', or end': ', or the end of what is open',
}

/** Walks the tokens until one stands where it may not. */
function firstFault(json: string): { offset: number; expected: string } {
  const open: ('{' | '[')[] = []
  let state: State = 'value'
  let offset = 0
  for (;;) {
    token.lastIndex = offset
    const match = token.exec(json)?.[0]
    const next: State | undefined = match === undefined ? undefined : step(state, match.trim(), open)
    if (match === undefined || next === undefined) break
    offset += match.length
    state = next
  }
  const start = offset + (/^\s*/.exec(json.slice(offset))?.[0].length ?? 0)
  return {
    offset: start,
    expected: state === ', or end' && open.length === 0 ? 'the end of the file' : expectations[state],
  }
}

/** The state after a token; undefined where the token may not stand. */
function step(state: State, token: string, open: ('{' | '[')[]): State | undefined {
  const inside = open.at(-1)
  if (state === ':') return token === ':' ? 'value' : undefined
  if (state === 'key' || state === 'key or }') {
    if (token.startsWith('"')) return ':'
    if (token !== '}' || state === 'key') return undefined
  } else if (state === ', or end') {
    if (token === ',' && inside !== undefined) return inside === '{' ? 'key' : 'value'
    if (inside === undefined || token !== (inside === '{' ? '}' : ']')) return undefined
  } else if (token === '{' || token === '[') {
    open.push(token)
    return token === '{' ? 'key or }' : 'value or ]'
  } else if (token !== ']' || state !== 'value or ]') {
    return /^[}\],:]$/.test(token) ? undefined : ', or end'
  }
  open.pop()
  return ', or end'
}

function found(json: string, offset: number): string {
  const rest = json.slice(offset)
  if (rest === '') return 'the end of the file'
  if (/^\/[/*]/.test(rest)) return 'a comment, which JSON has not'
  if (/^[}\]]/.test(rest) && /,\s*$/.test(json.slice(0, offset)))
    return `${rest.charAt(0)} after a comma, which JSON allows not`
  return JSON.stringify(/^[\w$'.-]{1,20}|^./s.exec(rest)?.[0] ?? rest.charAt(0))
}
