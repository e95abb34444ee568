import { authorityOf } from '../../uri.js'
import { hub } from '../kit/hub.js'

function firstProvider(users: readonly string[], from: string): readonly string[] {
  const [first] = users
    .map(authorityOf)
    .filter((provider) => provider !== from && provider !== authorityOf(users[0] ?? ''))
  return users.filter((user) => authorityOf(user) === first)
}

export const fanoutFirstProviderOnly = hub({
  id: 'fanout.first-provider-only',
  summary: 'sends events to one other provider alone',
  breaks: ['MIMI-NTF-001'],
  rules: ({ handshakeTo, applicationTo }) => ({
    handshakeTo: (clients, from) => firstProvider(handshakeTo(clients, from), from),
    applicationTo: (clients, mayReceive, from) => firstProvider(applicationTo(clients, mayReceive, from), from),
  }),
})
