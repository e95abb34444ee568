import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const notifySecretsEmpty = stumbling({
  id: 'notify.secrets-empty',
  summary: 'fails when a Welcome is for nobody',
  breaks: ['MIMI-NTF-018'],
  action: 'notify',
  over: some(/welcome\.secrets$/, ({ length }) => length === 0),
})
