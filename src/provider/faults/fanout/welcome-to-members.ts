import { authorityOf } from '../../uri.js'
import { hub } from '../kit/hub.js'

export const fanoutWelcomeToMembers = hub({
  id: 'fanout.welcome-to-members',
  summary: 'sends a Welcome to a provider that is in the room already',
  breaks: ['MIMI-NTF-004', 'MIMI-NTF-006'],
  rules({ handshakeTo }) {
    let last: string | null = null
    return {
      handshakeTo(clients, from) {
        const users = handshakeTo(clients, from)
        const others = users.map(authorityOf).filter((provider) => provider !== from)
        last = others.at(-1) ?? from
        return users
      },
      welcomeTo: () => last,
    }
  },
})
