import { check } from '../../src/check/define.js'
import { places } from './trial.js'

const [request, update] = [places.requestConsent, places.updateConsent]

export default [request, update].map((place) =>
  check({
    id: `codec.room-id.${place.word}`,
    title: 'A consent entry for one room is taken: its presence octet, then the URI behind one length',
    requirements: ['MIMI-COD-015'],
    roles: [...place.roles],
    needs: [...place.needs],
    fails:
      'A ConsentEntry whose roomId is written like an IdentifierUri is refused, while one without a room is taken.',
    async run(context) {
      const { peer, target, expect } = context
      const [local, remote] = [(await target.user({ devices: 0, consent: 'none' })).uri, peer.user().uri]
      const entry =
        place === request
          ? ({ operation: 'request', requester: remote, target: local } as const)
          : ({ operation: 'revoke', requester: local, target: remote } as const)
      await peer.consent(entry).accepted()
      await expect(peer.consent({ ...entry, room: peer.roomUri() })).evaluated()
    },
  }),
)
