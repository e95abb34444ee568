import { KeyMaterialResponse } from '../../../wire/key-material.js'
import { answering } from '../kit/answering.js'
import { replacedAt } from '../kit/mending.js'

/** Of an MLSMessage: version mls10, wire format mls_key_package. */
const header = [0, 1, 0, 5]

export const keyPackageWrapped = answering({
  id: 'codec.key-package-wrapped',
  summary: 'hands out key packages inside MLSMessages',
  breaks: ['MIMI-COD-021'],
  action: 'keyMaterial',
  answer: (body, otherwise) =>
    otherwise(
      replacedAt(KeyMaterialResponse['06'], body, 'clients[0].keyPackage.version', (version) => [
        ...header,
        ...version,
      ]),
    ),
})
