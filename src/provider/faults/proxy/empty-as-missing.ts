import { proxying } from '../kit/proxying.js'

export const proxyEmptyAsMissing = proxying({
  id: 'proxy.empty-as-missing',
  summary: 'answers 404 for an asset without content',
  breaks: ['MIMI-PXY-003'],
  rules: (right) => ({
    passedOn: (response) => (response.body.length === 0 ? { status: 404 } : right.passedOn(response)),
  }),
})
