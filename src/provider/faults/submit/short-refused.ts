import { submission } from '../kit/submission.js'

export const submitShortRefused = submission({
  id: 'submit.short-refused',
  summary: 'refuses messages that are too short to hold anything',
  breaks: ['MIMI-SUB-014'],
  rules: ({ application }) => ({
    application(message) {
      const right = application(message)
      return right && right.ciphertext.length < 32 ? null : right
    },
  }),
})
