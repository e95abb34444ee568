import { hub } from '../kit/hub.js'

export const updateRemovedFed = hub({
  id: 'update.removed-fed',
  summary: 'goes on sending messages to providers that it has sent some to',
  breaks: ['MIMI-UPD-012'],
  rules({ applicationTo }) {
    const told = new Set<string>()
    return {
      applicationTo(...about) {
        for (const user of applicationTo(...about)) told.add(user)
        return [...told]
      },
    }
  },
})
