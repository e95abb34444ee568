import { hub } from '../kit/hub.js'

export const updateWelcomeRequired = hub({
  id: 'update.welcome-required',
  summary: 'expects a Welcome beside every commit',
  breaks: ['MIMI-UPD-001', 'MIMI-UPD-015', 'MIMI-UPD-044'],
  rules: ({ welcomeObjection }) => ({
    welcomeObjection: (added, welcomed) =>
      welcomed.length === 0 ? 'the Welcome is missing' : welcomeObjection(added, welcomed),
  }),
})
