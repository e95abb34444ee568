/** A message, tree or key package that this group cannot take; malformed bytes are a CodecError instead. */
export class EngineError extends Error {
  override name = 'EngineError'
}

/** ts-mls throws whatever comes to hand, TypeErrors among it. */
export async function orEngineError<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new EngineError(`cannot ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
