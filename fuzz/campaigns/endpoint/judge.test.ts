import { describe, expect, it } from 'vitest'
import { CodecError } from '../../../src/codec/index.js'
import type { Answer } from '../../../src/peers/answer.js'
import { answered } from '../../../src/peers/fake-exchange.js'
import type { Exchange } from '../../../src/transport/exchange.js'
import type { Made } from './input.js'
import { judge, type Rules } from './judge.js'
import { findVariation } from './variations.js'

const rules: Rules = { draft: '06', endpoint: 'notify', slowMs: 1000 }

function answer(status: number, more: Partial<Exchange> = {}, rest: Partial<Answer> = {}): Answer {
  const exchange = { ...answered(status), ...more }
  return { exchange, action: 'notify', status, value: null, error: null, code: null, ...rest }
}

function made(error: Made['error'] = null, http?: string): Made {
  const variation = http === undefined ? null : (findVariation(http) ?? null)
  return { input: { mutations: [] }, bytes: new Uint8Array(), error, what: [], path: undefined, variation }
}

const at = (code: CodecError['code'], path = 'roomId') => new CodecError(code, path, 3, 'it is')
const oracle = (one: Made, other: Answer, rule = rules) => judge(one, other, rule).problem?.oracle

describe('an answer', () => {
  it('is a finding where it is a failure, save one that says whose', () => {
    expect(oracle(made(), answer(500))).toBe('server-error')
    expect(oracle(made(), answer(501))).toBe('server-error')
    expect(oracle(made(null, 'method-patch'), answer(501))).toBeUndefined()
    expect(oracle(made(), answer(502), { ...rules, endpoint: 'proxyDownload' })).toBeUndefined()
  })

  it('to a malformed body is a finding where it claims success, and counted where that is a warning at most', () => {
    expect(judge(made(at('length-not-minimal')), answer(201), rules).problem).toMatchObject({
      oracle: 'malformed-accepted',
      requirement: 'MIMI-COD-002',
      path: 'roomId',
      offset: 3,
    })
    expect(judge(made(at('trailing-bytes', '')), answer(201), rules)).toEqual({
      counted: 'notify accepts trailing-bytes, which is a warning at most (MIMI-COD-007)',
    })
    expect(judge(made(at('value-invalid')), answer(201), rules).counted).toContain('no requirement')
    expect(oracle(made(at('length-not-minimal')), answer(400))).toBeUndefined()
  })

  it('has to be readable, save where it need not be the endpoint that answers', () => {
    const unreadable = answer(200, {}, { error: at('truncated', 'clients') })
    expect(oracle(made(), unreadable)).toBe('unreadable-answer')
    expect(oracle(made(null, 'method-get'), unreadable)).toBeUndefined()
    expect(judge(made(), answer(200, {}, { error: at('enum-unknown') }), rules).problem).toBeUndefined()
  })

  it('has to come, and in time', () => {
    const nothing = (ending: Exchange['ending']) => ({ ...answer(0, { ending, response: null }), status: null })
    expect(oracle(made(), nothing({ kind: 'dropped', phase: 'answer', detail: 'reset' }))).toBe('connection-dropped')
    expect(oracle(made(), nothing({ kind: 'no-connection', detail: 'refused' }))).toBe('target-gone')
    expect(oracle(made(), answer(201, { durationMs: 999 }))).toBeUndefined()
    expect(oracle(made(), answer(201, { durationMs: 1001 }))).toBe('slow-answer')
  })
})
