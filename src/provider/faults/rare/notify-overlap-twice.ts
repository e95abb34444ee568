import { setTimeout as sleep } from 'node:timers/promises'
import { fault } from '../../fault.js'
import { before } from '../kit/requested.js'

const workMs = 10

export const notifyOverlapTwice = fault({
  id: 'notify.overlap-twice',
  summary: 'remembers a notify once it is answered, and delivers it again when it is repeated before',
  breaks: ['MIMI-NTF-021'],
  foundBy: 'model',
  apply(ports) {
    const { dedup } = ports.store
    const unanswered: string[] = []
    const remembering = { ...dedup, remember: (key: string) => void unanswered.push(key) }
    return before({ ...ports, store: { ...ports.store, dedup: remembering } }, 'notify', async (request, serve) => {
      const reply = await serve(request)
      const done = unanswered.splice(0)
      await sleep(workMs)
      done.forEach((key) => dedup.remember(key))
      return reply
    })
  },
})
