import { expect, it } from 'vitest'
import { AnswerHistory } from './answer-history.js'

const unanswered = {
  method: 'POST',
  ending: { kind: 'timeout', phase: 'answer', afterMs: 10_000 },
  valid: true,
} as const
const answered = { method: 'POST', ending: { kind: 'answered' }, valid: true } as const

it('waits in full for an endpoint until three valid requests were waited for in vain', () => {
  const history = new AnswerHistory()
  for (let asked = 0; asked < 3; asked++) {
    expect(history.limit('update', 10_000)).toBe(10_000)
    history.learn('update', unanswered)
  }
  expect(history.limit('update', 10_000)).toBe(1000)
  expect(history.limit('update', 500)).toBe(500)
  expect(history.limit('notify', 10_000)).toBe(10_000)
  expect(history.limit(null, 10_000)).toBe(10_000)
})

it('waits in full again for an endpoint that has answered once', () => {
  const history = new AnswerHistory()
  for (let asked = 0; asked < 5; asked++) history.learn('update', unanswered)
  history.learn('update', { ...answered, valid: false })
  for (let asked = 0; asked < 5; asked++) history.learn('update', unanswered)
  expect(history.limit('update', 10_000)).toBe(10_000)
})

it('concludes nothing from requests that are wrong on purpose, nor from other endings', () => {
  const history = new AnswerHistory()
  for (let asked = 0; asked < 5; asked++) {
    history.learn('update', { ...unanswered, valid: false })
    history.learn('update', { ...answered, ending: { kind: 'aborted' } })
  }
  expect(history.limit('update', 10_000)).toBe(10_000)
})

it('learns nothing from other methods', () => {
  const history = new AnswerHistory()
  history.learn('update', { ...answered, method: 'GET' })
  for (let asked = 0; asked < 3; asked++) history.learn('update', unanswered)
  expect(history.limit('update', 10_000)).toBe(1000)
})
