import { fault } from '../../fault.js'

export const groupInfoAnswerWithheld = fault({
  id: 'group-info.answer-withheld',
  summary: 'tells its client that the hub has answered a request for group info, but not what',
  breaks: ['MIMI-GRP-022'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      given: (action, body) => (action === 'groupInfo' ? new Uint8Array() : ports.client.given(action, body)),
    },
  }),
})
