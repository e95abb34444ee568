import { fault } from '../../fault.js'
import { authorityOf } from '../../uri.js'

export const requesterUnread = fault({
  id: 'codec.requester-unread',
  summary: 'takes any text for the requester of key material, as long as the hub of the room vouches for it',
  breaks: ['MIMI-COD-013'],
  apply(ports) {
    const { keyMaterial } = ports.rules
    return {
      ...ports,
      rules: {
        ...ports.rules,
        keyMaterial: {
          ...keyMaterial,
          maySpeakFor: (parties) => authorityOf(parties.room) === parties.sender || keyMaterial.maySpeakFor(parties),
          standsFor: (proof, requester) => authorityOf(requester) === null || keyMaterial.standsFor(proof, requester),
        },
      },
    }
  },
})
