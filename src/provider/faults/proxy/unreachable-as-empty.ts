import { fault } from '../../fault.js'

const badGateway = 502

export const proxyUnreachableAsEmpty = fault({
  id: 'proxy.unreachable-as-empty',
  summary: 'answers 200 without content where the asset host cannot be reached',
  breaks: ['MIMI-PXY-004'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      refused: (refusal) =>
        refusal.status === badGateway ? { status: 200, body: new Uint8Array() } : ports.encoder.refused(refusal),
    },
  }),
})
