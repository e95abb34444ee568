import { hub } from '../kit/hub.js'

export const updateTimeInSeconds = hub({
  id: 'update.time-in-seconds',
  summary: 'tells the acceptance time in seconds',
  breaks: ['MIMI-UPD-003'],
  rules: () => ({ timestamp: (now) => Math.floor(now / 1000) }),
})
