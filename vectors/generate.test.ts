import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generate } from './generate.js'
import { vectorsFolder } from './load.js'

const files = await generate()

it('makes the committed files: `npm run vectors` writes them', async () => {
  for (const { path, text } of files) await expect(text).toMatchFileSnapshot(path)
})

it('leaves no file behind that it no longer makes', () => {
  const kept = new Set(files.map(({ path }) => path))
  const committed = readdirSync(vectorsFolder(), { recursive: true, encoding: 'utf8' })
  const stale = committed.map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.json'))
  expect(
    stale.filter((path) => !kept.has(path) && !path.endsWith('.schema.json')).map((path) => join('vectors', path)),
  ).toEqual([])
})
