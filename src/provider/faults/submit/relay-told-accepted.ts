import { encode } from '../../../codec/index.js'
import { SubmitMessageResponse } from '../../../wire/submit-message.js'
import { fault } from '../../fault.js'

export const submitRelayToldAccepted = fault({
  id: 'submit.relay-told-accepted',
  summary: 'tells its clients that a message was accepted, whatever the hub says of it',
  breaks: ['MIMI-SUB-015'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      given(action, body) {
        if (action !== 'submitMessage') return ports.client.given(action, body)
        const now = BigInt(ports.clock.now())
        const accepted = { acceptedTimestamp: now, accepted_timestamp: now, serverFrank: null, frank: null }
        const response = { protocol: 'mls10', statusCode: 'accepted', ...accepted }
        return encode<unknown>(SubmitMessageResponse[ports.draft], response)
      },
    },
  }),
})
