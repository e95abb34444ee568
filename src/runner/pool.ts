/** Works through the items in order, at most `width` at once, until all are done or `goOn` says no. */
export async function pool<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
  goOn: () => boolean,
): Promise<void> {
  const waiting = items.values()
  const worker = async (): Promise<void> => {
    while (goOn()) {
      const next = waiting.next()
      if (next.done) return
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
}
