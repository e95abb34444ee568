import { submission } from '../kit/submission.js'

export const pseudonymSilenceIgnored = submission({
  id: 'pseudonym.silence-ignored',
  summary: 'goes on to take messages of those whom it has silenced',
  breaks: ['MIMI-PSD-013'],
  rules: ({ maySpeak }) => ({
    maySpeak: (room, user, banned) => maySpeak({ ...room, hosted: { ...room.hosted, silenced: [] } }, user, banned),
  }),
})
