import type { Batch, Campaign } from './campaign.js'

/** A campaign whose every seventh case shows one thing, and whose cases reach ten classes. */
export function sevens(onCase: (number: number) => void | Promise<void> = () => {}): Campaign {
  return {
    kind: 'codec',
    settings: { sevens: true },
    batch: 5,
    lanes: 1,
    async run(batch: Batch) {
      for (const number of batch.cases) {
        await onCase(number)
        await batch.turn()
        const reached = `class ${number % 10}`
        batch.reached(reached, () => ({ draft: '06', struct: 'Toy', reached, bytes: Uint8Array.of(number % 10) }))
        if (number % 2 === 0) batch.counted('even')
        if (number % 7 !== 6) continue
        batch.found(number, {
          cause: ['seven', String(number % 3)],
          draft: '06',
          title: `case ${number} is one of seven`,
          expected: 'none',
          actual: String(number),
          recipe: { number },
          curl: 'curl --data-binary @body.bin',
          body: Uint8Array.of(number),
        })
      }
    },
    close: () => Promise.resolve({ drift: 'none' }),
  }
}
