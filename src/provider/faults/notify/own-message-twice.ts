import { ownMessages } from '../kit/own-messages.js'

export const notifyOwnMessageTwice = ownMessages({
  id: 'notify.own-message-twice',
  summary: 'delivers a message of its own client to the others when it is sent, and again when the hub sends it back',
  breaks: ['MIMI-NTF-014'],
  take: (events, isOwn) => events.flatMap((event) => (isOwn(event) ? [event, event] : [event])),
})
