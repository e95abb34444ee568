import { proxying } from '../kit/proxying.js'

/** What the provider reads of an asset, bytes. */
const most = 1 << 20

export const proxyCut = proxying({
  id: 'proxy.cut',
  summary: 'passes on the first megabyte of an asset as if it were the whole',
  breaks: ['MIMI-PXY-003'],
  rules: (right) => ({
    passedOn: (response) => right.passedOn({ ...response, body: response.body.subarray(0, most) }),
  }),
})
