import { proxying } from '../kit/proxying.js'

export const proxyErrorsAsSuccess = proxying({
  id: 'proxy.errors-as-success',
  summary: "passes an asset host's error page on with status 200",
  breaks: ['MIMI-PXY-004'],
  rules: (right) => ({ passedOn: (response) => right.passedOn({ ...response, status: 200 }) }),
})
