import { hub } from '../kit/hub.js'

export const architectureEverybodyTold = hub({
  id: 'architecture.everybody-told',
  summary: 'sends messages to the provider of whoever was ever in a room of its own, in this one or in another',
  breaks: ['MIMI-ARC-005'],
  rules: ({ applicationTo }) => {
    const ever = new Set<string>()
    return {
      applicationTo(clients, ...others) {
        for (const { user } of clients) ever.add(user)
        return [...new Set([...ever, ...applicationTo(clients, ...others)])]
      },
    }
  },
})
