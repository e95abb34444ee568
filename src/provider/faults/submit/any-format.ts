import type { MLSMessage, PrivateMessage } from '../../../mls/wire/index.js'
import { submission } from '../kit/submission.js'

function disguised(message: MLSMessage): PrivateMessage | null {
  const none = new Uint8Array()
  const rest = { content_type: 'application', authenticated_data: none, encrypted_sender_data: none } as const
  if ('public_message' in message) {
    const { group_id, epoch } = message.public_message.content
    return { group_id, epoch, ciphertext: none, ...rest }
  }
  if (!('group_info' in message)) return null
  const { group_id, epoch } = message.group_info.group_context
  return { group_id, epoch, ciphertext: none, ...rest }
}

export const submitAnyFormat = submission({
  id: 'submit.any-format',
  summary: 'takes PublicMessages and group infos as messages, too',
  breaks: ['MIMI-SUB-003'],
  rules: ({ application }) => ({ application: (message) => application(message) ?? disguised(message) }),
})
