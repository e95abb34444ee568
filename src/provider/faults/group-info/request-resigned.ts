import { fault } from '../../fault.js'

export const groupInfoRequestResigned = fault({
  id: 'group-info.request-resigned',
  summary: "loses the client's signature on the way when it sends on a request for group info",
  breaks: ['MIMI-GRP-022'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      // The signature stands at the end of the request.
      forwarded: (action, body) =>
        action === 'groupInfo'
          ? body.with(body.length - 1, (body.at(-1) ?? 0) ^ 0xff)
          : ports.client.forwarded(action, body),
    },
  }),
})
