import { fault } from '../../fault.js'
import type { User } from '../../store/users.js'

export const handleAsUri = fault({
  id: 'query.handle-as-uri',
  summary: 'gives the handle of a found user where its stable URI belongs',
  breaks: ['MIMI-IDQ-004', 'MIMI-IDQ-005'],
  apply: (ports) => {
    const { users } = ports.store
    const named = (user: User) => ({
      ...user,
      uri: user.profile.find(({ source }) => source === 'handle')?.value ?? user.uri,
    })
    return { ...ports, store: { ...ports.store, users: { ...users, all: () => [...users.all()].map(named) } } }
  },
})
