import type { MLSMessage } from '../../../mls/wire/index.js'
import { fanningOut } from '../kit/fanning-out.js'

function trimmed(message: MLSMessage): MLSMessage {
  if (!('welcome' in message)) return message
  return { ...message, welcome: { ...message.welcome, secrets: message.welcome.secrets.slice(0, 1) } }
}

export const fanoutWelcomeTrimmed = fanningOut({
  id: 'fanout.welcome-trimmed',
  summary: 'leaves the secrets of all newcomers but one out of a Welcome',
  breaks: ['MIMI-NTF-008'],
  value: (event) => ({ ...event, message: trimmed(event.message) }),
})
