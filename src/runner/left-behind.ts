/** The work's outcome, unless it is still going on `graceMs` after its deadline or after the signal: then a rejection. */
export async function orLeftBehind<T>(
  work: Promise<T>,
  { deadlineMs, graceMs, signal }: { deadlineMs: number; graceMs: number; signal: AbortSignal },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      settle(() => reject(new Error(`it did not heed its deadline of ${deadlineMs} ms`)))
    }
    let timer = setTimeout(leave, deadlineMs + graceMs)
    const hurry = () => {
      clearTimeout(timer)
      timer = setTimeout(leave, graceMs)
    }
    const settle = (end: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', hurry)
      end()
    }
    if (signal.aborted) hurry()
    else signal.addEventListener('abort', hurry)
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
    )
  })
}
