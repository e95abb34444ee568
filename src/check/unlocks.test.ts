import { expect, it } from 'vitest'
import type { Operation } from '../target/driver/contract.js'
import { check } from './define.js'
import { unlocks } from './unlocks.js'

function needing(id: string, ...needs: Operation[]) {
  return check({
    id: `key-material.${id}`,
    title: id,
    requirements: ['MIMI-KEY-018'],
    roles: ['provider'],
    needs,
    fails: 'It never does.',
    run: () => Promise.resolve(),
  })
}

it('begins with no driver and goes on with what opens most checks for each operation', () => {
  const steps = unlocks([
    needing('nothing'),
    needing('one', 'createUser'),
    needing('two', 'createUser', 'submit'),
    needing('three', 'createUser', 'prepareRoom', 'createRoom'),
    needing('four', 'createUser', 'prepareRoom', 'createRoom'),
    needing('five', 'createUser', 'prepareRoom', 'createRoom'),
  ])
  expect(steps.map(({ operations, checks, total }) => [operations.join(' '), checks.length, total])).toEqual([
    ['', 1, 1],
    ['ready createUser', 1, 2],
    ['prepareRoom createRoom', 3, 5],
    ['submit', 1, 6],
  ])
})

it('opens nothing twice and leaves nothing out', () => {
  const checks = [needing('a', 'inbox'), needing('b', 'inbox', 'submit'), needing('c', 'reset')]
  const opened = unlocks(checks).flatMap((step) => step.checks)
  expect(opened.map(({ id }) => id).toSorted()).toEqual(checks.map(({ id }) => id))
})
