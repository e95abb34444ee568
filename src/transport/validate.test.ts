import { describe, expect, it } from 'vitest'
import { compile } from './validate.js'

interface Sample {
  name: string
}

const validate = compile<Sample>({
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, description: 'the domain of the target' },
    timing: { type: 'object', additionalProperties: false, properties: { fanoutMs: { type: 'integer', minimum: 0 } } },
    peers: { type: 'array', items: { type: 'object', properties: { domain: { type: 'string' } } } },
    role: { enum: ['hub', 'follower'] },
    port: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
  },
})

const problems = (value: unknown): { key: string; message: string; remedy: string }[] => {
  const result = validate(value)
  return result.ok ? [] : result.problems
}

describe('validation', () => {
  it('hands on what is valid', () => {
    const value = { name: 'a', timing: { fanoutMs: 5 }, peers: [{ domain: 'b' }], role: 'hub', port: null }
    expect(validate(value)).toEqual({ ok: true, value })
  })

  it.each([
    [{}, 'name', 'is missing', 'the domain of the target'],
    [{ name: 7 }, 'name', 'is 7, expected string', 'write a string (the domain of the target)'],
    [{ name: '' }, 'name', 'fewer than 1', 'change it'],
    [{ name: 'a', rol: 'hub' }, 'rol', 'not a known key', 'did you mean "role"?'],
    [{ name: 'a', colour: 1 }, 'colour', 'not a known key', 'known here: name, timing, peers, role, port'],
    [{ name: 'a', timing: { fanoutMS: 1 } }, 'timing.fanoutMS', 'not a known key', 'did you mean "fanoutMs"?'],
    [{ name: 'a', timing: { fanoutMs: 1.5 } }, 'timing.fanoutMs', 'is 1.5, expected integer', 'write an integer'],
    [{ name: 'a', timing: { fanoutMs: -1 } }, 'timing.fanoutMs', 'is -1: must be >= 0', 'change it'],
    [{ name: 'a', peers: [{}, { domain: 1 }] }, 'peers[1].domain', 'is 1', 'write a string'],
    [{ name: 'a', role: 'boss' }, 'role', 'is "boss"', 'use one of "hub", "follower"'],
    [[], '', 'is [], expected object', 'write an object'],
  ])('of %j names key, fault and remedy', (value, key, message, remedy) => {
    expect(problems(value)).toContainEqual({
      key,
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    })
  })

  it('tells all problems at once', () => {
    expect(problems({ role: 1, timing: 2 }).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['name', 'role', 'timing']),
    )
  })
})
