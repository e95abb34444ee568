import { hub } from '../kit/hub.js'

export const fanoutNeverForgets = hub({
  id: 'fanout.never-forgets',
  summary: 'sends messages to everybody who ever was in one of its rooms',
  breaks: ['MIMI-NTF-002'],
  rules({ applicationTo }) {
    const known = new Set<string>()
    return {
      applicationTo(clients, mayReceive, from) {
        for (const user of applicationTo(clients, mayReceive, from)) known.add(user)
        return [...known]
      },
    }
  },
})
