import { setTimeout as sleep } from 'node:timers/promises'
import { fault } from '../../fault.js'
import { before, subjectOf } from '../kit/requested.js'

const workMs = 10

export const submitOverlapLost = fault({
  id: 'submit.overlap-lost',
  summary: 'sends followers but one of the messages that overlap in a room',
  breaks: ['MIMI-SUB-011'],
  foundBy: 'model',
  apply(ports) {
    const { fanout } = ports.store
    const underWay = new Map<string, number>()
    const add: typeof fanout.add = (event) => ((underWay.get(event.room) ?? 0) > 1 ? null : fanout.add(event))
    const losing = { ...ports, store: { ...ports.store, fanout: { ...fanout, add } } }
    return before(losing, 'submitMessage', async (request, serve) => {
      const room = subjectOf(request)
      const count = (by: number) => underWay.set(room, (underWay.get(room) ?? 0) + by)
      count(1)
      try {
        const reply = await serve(request)
        await sleep(workMs)
        return reply
      } finally {
        count(-1)
      }
    })
  },
})
