import { asking } from '../kit/asking.js'

export const fromWithName = asking({
  id: 'client.from-display-name',
  summary: 'puts a display name and angle brackets into its From',
  breaks: ['MIMI-TRN-005'],
  ask: (client) => ({
    headers: (own, asked) =>
      client.headers(own, asked).map(([name, value]) => [name, name === 'From' ? `MIMI <${value}>` : value]),
  }),
})
