import { proposalTypes } from '../../../mls/wire/index.js'
import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const notifyReinit = stumbling({
  id: 'notify.reinit',
  summary: 'fails when an event proposes to begin the group again',
  breaks: ['MIMI-NTF-017'],
  action: 'notify',
  over: some(/proposal_type$/, ([, type]) => type === proposalTypes.reinit),
})
