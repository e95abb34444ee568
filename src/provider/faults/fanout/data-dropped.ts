import type { MLSMessage } from '../../../mls/wire/index.js'
import { fanningOut } from '../kit/fanning-out.js'

function bare(message: MLSMessage): MLSMessage {
  if (!('private_message' in message)) return message
  const private_message = { ...message.private_message, authenticated_data: new Uint8Array() }
  return { ...message, private_message }
}

export const fanoutDataDropped = fanningOut({
  id: 'fanout.data-dropped',
  summary: 'forwards application messages without their authenticated data',
  breaks: ['MIMI-NTF-008'],
  value: (event) => ({ ...event, message: bare(event.message) }),
})
