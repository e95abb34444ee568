/** What the vectors are to cover, counted by the declarations. */
import { expect, it } from 'vitest'
import { describe, type Codec, type Member, type Shape } from '../src/codec/index.js'
import { drafts } from '../src/drafts/ids.js'
import { structures } from '../src/wire/index.js'
import { loadVectors } from './load.js'
import { flags } from './make/flags.js'
import { mistakes } from './make/mistakes.js'
import type { VectorFile } from './types.js'

const files = loadVectors()

/** The fields of a structure itself, those of its arms included; not those of structures inside. */
function fieldsOf(codec: Codec<unknown>): { name: string; shape: Shape }[] {
  const shape = describe(codec)
  return shape.kind === 'struct' ? membersIn(shape.members) : []
}

function membersIn(members: readonly Member[]): { name: string; shape: Shape }[] {
  return members.flatMap((member) =>
    member.kind === 'field' ? [member] : [...Object.values(member.arms), member.otherwise ?? []].flatMap(membersIn),
  )
}

/** What is missing for the fields of all structures; one that has several names needs it under its first. */
function missing(demand: (file: VectorFile, field: { name: string; shape: Shape }) => string[]): string[] {
  return files.flatMap((file) => {
    const table = structures(file.draft)
    const codec = table[file.struct]
    const isFirst = Object.entries(table).find(([, same]) => same === codec)?.[0] === file.struct
    const found = codec && isFirst ? fieldsOf(codec).flatMap((field) => demand(file, field)) : []
    return found.map((what) => `${file.struct}/${file.draft} ${what}`)
  })
}

it('has cases enough, and in every file an ordinary value', () => {
  expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThan(10_000)
  expect(files.filter(({ cases }) => cases[0]?.id !== 'plain' || cases[0].result !== 'valid')).toEqual([])
})

it('has every member of every enum of its own that is not reserved', () => {
  const absent = missing(({ cases }, { name, shape }) => {
    if (shape.kind !== 'enum') return []
    const members = Object.keys(shape.names).filter((member) => !shape.reserved.includes(member))
    const values = JSON.stringify(cases.map(({ value }) => value ?? null))
    return members.filter((member) => !values.includes(`"${name}":"${member}"`)).map((member) => `${name} ${member}`)
  })
  expect(absent).toEqual([])
})

it('has boundary lengths of every field of its own', () => {
  const absent = missing(({ cases }, { name, shape }) =>
    shape.kind === 'opaque' || shape.kind === 'utf8'
      ? [0, 1, 63, 64].map((n) => `${name}.length-${n}`).filter((id) => !cases.some((one) => one.id.endsWith(id)))
      : [],
  )
  expect(absent).toEqual([])
})

it('has faults in every field of its own', () => {
  const absent = missing(({ cases }, { name, shape }) => {
    const faulty = cases.filter(({ error }) => new RegExp(`(?:^|\\.)${name}\\b`).test(error?.path ?? ''))
    return faulty.length > 0 ? [] : [`${name} ${shape.kind}`]
  })
  expect(absent).toEqual([])
})

it('has in each draft every kind of fault, and an opaque, a string and a vector of 16384 bytes', () => {
  for (const draft of drafts) {
    const cases = files.filter((file) => file.draft === draft).flatMap((file) => file.cases)
    const present = new Set(cases.flatMap((one) => one.flags))
    expect(Object.keys(flags).filter((flag) => !present.has(flag))).toEqual([])
    const longest = cases.map(({ id }) => id).filter((id) => id.endsWith('.length-16384'))
    expect(longest).toEqual(
      expect.arrayContaining(
        ['uri', 'errorDescription', 'acceptableCiphersuites'].map((path) => `${path}.length-16384`),
      ),
    )
  }
})

it('has every known mistake', () => {
  const ids = new Set(files.flatMap(({ cases }) => cases.map(({ id }) => id)))
  expect(mistakes.filter(({ id }) => !ids.has(`mistake/${id}`)).map(({ id }) => id)).toEqual([])
})
