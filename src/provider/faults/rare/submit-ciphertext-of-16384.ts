import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const ciphertextOf16384 = stumbling({
  id: 'submit.ciphertext-of-16384',
  summary: 'fails when the ciphertext of a message takes four bytes for its length',
  breaks: ['MIMI-SUB-001'],
  action: 'submitMessage',
  over: some(/\.ciphertext$/, ({ length }) => length >= 16_384),
})
