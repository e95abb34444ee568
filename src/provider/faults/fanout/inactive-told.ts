import { fault } from '../../fault.js'

export const fanoutInactiveTold = fault({
  id: 'fanout.inactive-told',
  summary: 'sends messages to all participants, with clients in the group or without',
  breaks: ['MIMI-NTF-002'],
  apply(ports) {
    const { submission, hub } = ports.rules
    // Whether its sender is active is asked of the room before a message goes out.
    let listed: readonly string[] = []
    const active: typeof submission.active = (room, user) => {
      listed = room.participants.map((participant) => participant.user)
      return submission.active(room, user)
    }
    const applicationTo: typeof hub.applicationTo = (clients, mayReceive, from) => [
      ...new Set([...hub.applicationTo(clients, mayReceive, from), ...listed.filter(mayReceive)]),
    ]
    const rules = { ...ports.rules, submission: { ...submission, active }, hub: { ...hub, applicationTo } }
    return { ...ports, rules }
  },
})
