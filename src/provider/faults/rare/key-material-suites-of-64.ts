import { some } from '../kit/fields.js'
import { cut, stumbling } from '../kit/stumbling.js'

export const suitesOf64 = stumbling({
  id: 'key-material.suites-of-64',
  summary: 'drops the connection when the acceptable suites take two bytes for their length',
  breaks: ['MIMI-KEY-002'],
  action: 'keyMaterial',
  over: some(/^acceptableCiphersuites$/, ({ length }) => length >= 64),
  reply: cut,
})
