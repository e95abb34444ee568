import { expect, it } from 'vitest'
import { Floor } from './floor.js'

it('lets many in at once, and one alone when they have left, however they ended', async () => {
  const floor = new Floor()
  const log: string[] = []
  const endings: (() => void)[] = []
  const stay = (name: string) => async () => {
    log.push(`${name} comes`)
    await new Promise<void>((resolve) => endings.push(resolve))
    log.push(`${name} goes`)
    if (name === 'b') throw new Error('in anger')
  }
  const all = [
    floor.shared(stay('a')),
    floor.shared(stay('b')),
    floor.alone(stay('c')),
    floor.shared(stay('d')),
    floor.alone(stay('e')),
  ].map((each) => each.catch((error: unknown) => String(error)))
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  for (let left = all.length; left > 0; left--) {
    await settled()
    endings.shift()?.()
  }
  expect(await Promise.all(all)).toEqual([undefined, 'Error: in anger', undefined, undefined, undefined])
  expect(log).toEqual([
    'a comes',
    'b comes',
    'a goes',
    'b goes',
    'c comes',
    'c goes',
    'd comes',
    'd goes',
    'e comes',
    'e goes',
  ])
})
