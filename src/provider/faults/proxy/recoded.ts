import { proxying } from '../kit/proxying.js'

export const proxyRecoded = proxying({
  id: 'proxy.recoded',
  summary: 'reads every asset as text and writes it as UTF-8',
  breaks: ['MIMI-PXY-003'],
  rules: (right) => ({
    passedOn: (response) =>
      right.passedOn({ ...response, body: new TextEncoder().encode(new TextDecoder().decode(response.body)) }),
  }),
})
