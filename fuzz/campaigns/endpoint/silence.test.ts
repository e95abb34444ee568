import { expect, it } from 'vitest'
import type { Answer } from '../../../src/peers/answer.js'
import { answered } from '../../../src/peers/fake-exchange.js'
import { Silence } from './silence.js'

function answer(how: Parameters<typeof answered>[0]): Answer {
  return { exchange: answered(how), action: 'notify', status: null, value: null, error: null, code: null }
}

const [none, some] = [answer({ kind: 'timeout', phase: 'answer', afterMs: 10 }), { ...answer(400), status: 400 }]

it.each([
  [[], false],
  [[none], false],
  [[some, none, none], true],
  [[none, some, none], false],
  [[none, none, some], false],
])('lasts when several requests in a row were not answered (%#)', (answers, lasts) => {
  const silence = new Silence()
  for (const each of answers) silence.heard(each)
  expect(silence.lasts).toBe(lasts)
})
