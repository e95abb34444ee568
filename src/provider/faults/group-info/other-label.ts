import { sealWithLabel } from '../../../mls/hpke.js'
import { informing } from '../kit/informing.js'

export const groupInfoOtherLabel = informing({
  id: 'group-info.other-label',
  summary: 'encrypts group infos under the label GroupInfoRatchetTreeTBE',
  breaks: ['MIMI-GRP-017'],
  drafts: ['06'],
  rules: () => ({
    sealed: ({ cipher_suite, groupInfoPublicKey = new Uint8Array() }, roomId, contents) =>
      sealWithLabel(cipher_suite, groupInfoPublicKey, 'GroupInfoRatchetTreeTBE', roomId, contents),
  }),
})
