import { signWithLabel } from '../../../mls/sign.js'
import { privateKeyOf } from '../../hub/keys.js'
import { informing } from '../kit/informing.js'

export const groupInfoHubLabel = informing({
  id: 'group-info.hub-label',
  summary: 'signs its answer under the label GroupInfoTBS',
  breaks: ['MIMI-GRP-012'],
  rules: () => ({
    signed: ({ hubKeys }, content) => signWithLabel(hubKeys.suite, privateKeyOf(hubKeys), 'GroupInfoTBS', content),
  }),
})
