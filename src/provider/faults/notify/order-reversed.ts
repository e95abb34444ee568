import { taking } from '../kit/taking.js'

export const notifyOrderReversed = taking({
  id: 'notify.order-reversed',
  summary: 'delivers the events of one notify body from the last to the first',
  breaks: ['MIMI-NTF-010'],
  take: (read) => read().toReversed(),
})
