import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drafts } from '../src/drafts/ids.js'
import { compile } from '../src/transport/validate.js'
import { structures } from '../src/wire/index.js'
import { loadVectors } from './load.js'
import type { VectorFile } from './types.js'

const files = loadVectors()

it('finds a file for every structure of every draft', () => {
  const found = files.map(({ draft, struct }) => `${struct}/${draft}`)
  const wanted = drafts.flatMap((draft) => Object.keys(structures(draft)).map((struct) => `${struct}/${draft}`))
  expect(found.toSorted()).toEqual(wanted.toSorted())
})

it('finds those of one draft, of one structure, of both', () => {
  expect(new Set(loadVectors({ draft: '01' }).map(({ draft }) => draft))).toEqual(new Set(['01']))
  expect(loadVectors({ struct: 'ConsentEntry' }).map(({ draft }) => draft)).toEqual([...drafts])
  expect(loadVectors({ draft: '06', struct: 'ConsentEntry' }).map(({ struct }) => struct)).toEqual(['ConsentEntry'])
  expect(loadVectors({ struct: 'NoSuchThing' })).toEqual([])
})

it('finds files that are as their schema says, each case under an id and flags of its own', () => {
  const schema: object = JSON.parse(readFileSync('vectors/vectors.schema.json', 'utf8'))
  const validate = compile<VectorFile>(schema)
  for (const file of files) {
    expect(validate(file)).toMatchObject({ ok: true })
    const ids = file.cases.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(Object.keys(file.notes).toSorted()).toEqual(
      [...new Set(file.cases.flatMap(({ flags }) => flags))].toSorted(),
    )
  }
})
