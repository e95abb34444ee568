/** What can be wrong with bytes, or with a value that is to become bytes. */
export type ErrorCode =
  | 'truncated'
  | 'trailing-bytes'
  | 'length-not-minimal'
  | 'length-reserved'
  | 'presence-octet'
  | 'enum-unknown'
  | 'utf8-invalid'
  | 'value-invalid'

/** The codec's only error. `message` says what was expected and what came, without repeating code, path and offset. */
export class CodecError extends Error {
  override readonly name = 'CodecError'

  /**
   * @param code what kind of fault
   * @param path field path such as `clients[1].clientUri.uri`; empty for the whole structure
   * @param offset byte at which the faulty element begins (its length header, where it has one); 0 for a value, which has no bytes yet
   */
  constructor(
    readonly code: ErrorCode,
    readonly path: string,
    readonly offset: number,
    message: string,
  ) {
    // A stack costs more than reading did; `decode` and `encode` give it one where it leaves the codec by throwing.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** One step of a field path: a field name, or an index into a vector. */
export type Step = string | number

/** Writes steps as `clients[1].clientUri.uri`. */
export function formatPath(steps: readonly Step[]): string {
  let path = ''
  for (const step of steps) path = joinPath(path, typeof step === 'number' ? `[${step}]` : step)
  return path
}

/** Appends a relative path to a path. */
export function joinPath(path: string, relative: string): string {
  if (path === '' || relative === '' || relative.startsWith('[')) return path + relative
  return `${path}.${relative}`
}
