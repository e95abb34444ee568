import { hub } from '../kit/hub.js'

export const updateEpochUntold = hub({
  id: 'update.epoch-untold',
  summary: 'answers handshakes of another epoch with notAllowed',
  breaks: ['MIMI-UPD-004', 'MIMI-UPD-027'],
  rules: ({ told }) => ({
    told: (outcome) => told(outcome.code === 'wrongEpoch' ? { code: 'notAllowed', why: outcome.why } : outcome),
  }),
})
