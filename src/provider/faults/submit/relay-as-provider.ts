import { decode, encode } from '../../../codec/index.js'
import { SubmitMessageRequest } from '../../../wire/submit-message.js'
import { authorityOf, uriBytes, uriText } from '../../uri.js'
import { asking } from '../kit/asking.js'

const { '06': request } = SubmitMessageRequest

export const submitRelayAsProvider = asking({
  id: 'submit.relay-as-provider',
  summary: 'names itself as the sender of the messages that it hands to a hub, not the user who speaks',
  breaks: ['MIMI-SUB-015'],
  drafts: ['06'],
  ask: ({ forwarded }) => ({
    forwarded(action, body) {
      if (action !== 'submitMessage') return forwarded(action, body)
      const spoken = decode(request, body)
      const uri = uriBytes(`mimi://${authorityOf(uriText(spoken.sendingUri.uri))}`)
      return encode(request, { ...spoken, sendingUri: { uri } })
    },
  }),
})
