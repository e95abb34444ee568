import { hub } from '../kit/hub.js'

export const updateServersStay = hub({
  id: 'update.servers-stay',
  summary: 'leaves the servers of providers without participants among the external senders',
  breaks: ['MIMI-UPD-034'],
  rules: () => ({ delisted: () => [] }),
})
