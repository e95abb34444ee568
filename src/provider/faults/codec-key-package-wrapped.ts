import { KeyMaterialResponse } from '../../wire/key-material.js'
import { fault } from '../fault.js'
import { replacedAt } from './kit/mending.js'

export const keyPackageWrapped = fault({
  id: 'codec.key-package-wrapped',
  summary: 'hands out key packages inside MLSMessages',
  breaks: ['MIMI-COD-021'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) =>
        ports.encoder.answered(
          action,
          action === 'keyMaterial'
            ? replacedAt(KeyMaterialResponse['06'], body, 'clients[0].keyPackage.version', (version) => [
                0,
                1,
                0,
                5,
                ...version,
              ])
            : body,
        ),
    },
  }),
})
