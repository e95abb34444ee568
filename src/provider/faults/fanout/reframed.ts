import type { MLSMessage } from '../../../mls/wire/index.js'
import { fanningOut } from '../kit/fanning-out.js'

function reframed(message: MLSMessage): MLSMessage {
  if (!('public_message' in message) || !('membership_tag' in message.public_message)) return message
  return { ...message, public_message: { ...message.public_message, membership_tag: new Uint8Array(32) } }
}

export const fanoutReframed = fanningOut({
  id: 'fanout.reframed',
  summary: 'frames handshakes anew when it forwards them, with membership tags of its own',
  breaks: ['MIMI-NTF-008'],
  value: (event) => ({ ...event, message: reframed(event.message) }),
})
