import { composing } from '../kit/composing.js'

export const userUnnamed = composing({
  id: 'key-material.user-unnamed',
  summary: 'leaves userUri of the response empty',
  breaks: ['MIMI-KEY-003'],
  compose: (right) => ({ ...right, userUri: { uri: new Uint8Array() } }),
})
