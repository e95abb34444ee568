import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Environment } from './environment.js'
import { emptyEnvironment, judge } from './test-rig.js'

let environment: Environment
beforeAll(async () => {
  environment = await emptyEnvironment()
})
afterAll(() => environment.network.close())

async function namesOf(also: Partial<Environment>, id: string): Promise<string[]> {
  const names: string[] = []
  const run = async ({ name }: { name(prefix: string): string }) => void names.push(name('user'), name('user'))
  await judge({ ...environment, ...also }, run, { id })
  return names
}

it('names are used once: in one check, by several, in several drafts, and in several runs against one target', async () => {
  const names = [
    ...(await namesOf({ run: 'aaaaaa' }, 'notify.one')),
    ...(await namesOf({ run: 'aaaaaa' }, 'notify.two')),
    ...(await namesOf({ run: 'aaaaaa', draft: '01' }, 'notify.one')),
    ...(await namesOf({ run: 'bbbbbb' }, 'notify.one')),
  ]
  expect(names[0]).toMatch(/^user-aaaaaa-[0-9a-f]{10}-1$/)
  expect(new Set(names).size).toBe(8)
})
