/** requestConsent and updateConsent (5.7), each operation by itself. */
import { type Codec, encode } from '../../../../src/codec/index.js'
import { drafts } from '../../../../src/drafts/ids.js'
import { describeOutcome } from '../outcome.js'
import { consentEntry } from '../../../../src/peers/builders.js'
import type { ComponentData, ConsentOptions } from '../../../../src/peers/requests.js'
import { ConsentEntry } from '../../../../src/wire/consent.js'
import type { Scene } from '../scene.js'
import { type Request, type Site, steady } from '../stage.js'

/** Of the private range (mls-extensions-09, 4.1 and 7.5), in order: they mean nothing to anybody. */
export const components: readonly ComponentData[] = [0xf0a1, 0xf0a2, 0xf0a3, 0xf0a4, 0xf0a5].map((component_id) => ({
  component_id,
  data: Uint8Array.of(1, 2),
}))

function requestOf({ draft }: Scene, about: string, options: ConsentOptions): Request {
  const asks = options.operation === 'request' || options.operation === 'cancel'
  const codec: Codec<unknown> = ConsentEntry[draft]
  const body = encode(codec, consentEntry(options))
  return { action: asks ? 'requestConsent' : 'updateConsent', about, codec, body }
}

/** A peer's user asks one of the target's, or takes that back. */
function asking(operation: 'request' | 'cancel'): Site {
  const requestTo = (scene: Scene, target: string) => {
    const [requester, room] = [scene.peer.user(), scene.peer.roomUri()]
    const extensions = operation === 'request' ? [...components] : []
    const options = { operation, requester: requester.uri, target, room, extensions }
    return { requester, room, request: requestOf(scene, target, options) }
  }
  return {
    id: `requestConsent/${operation}`,
    endpoint: 'requestConsent',
    drafts,
    async prepare(scene) {
      const { target, peer } = scene
      // With consent and nothing to hand out, what is answered shows the consent and nothing is used up.
      const seen = target.can('publishKeyPackages') && target.can('setConsent')
      const consented = seen ? ({ consent: 'grant', devices: 1 } as const) : ({ consent: 'none', devices: 0 } as const)
      const user = await target.user({ ...consented, keyPackages: 0 })
      const { requester, room, request } = requestTo(scene, user.uri)
      const state = async () => describeOutcome(await peer.keyMaterial({ requester, target: user.uri, room }))
      return steady(scene, request, seen ? { state, lasting: true } : {})
    },
    unknown: (scene) =>
      Promise.resolve(steady(scene, requestTo(scene, scene.target.unknownUser()).request, { real: false })),
  }
}

/** A peer's user lets one of the target's have its key packages, or no longer. */
function deciding(operation: 'grant' | 'revoke'): Site {
  const requestTo = (scene: Scene, requester: string) => {
    const giver = scene.peer.user()
    const keyPackages = operation === 'grant' ? giver.device.keyPackages(3) : []
    const extensions = operation === 'grant' ? [...components] : []
    const room = scene.peer.roomUri()
    return requestOf(scene, requester, { operation, requester, target: giver.uri, room, keyPackages, extensions })
  }
  return {
    id: `updateConsent/${operation}`,
    endpoint: 'updateConsent',
    drafts,
    async prepare(scene) {
      const { uri } = await scene.target.user({ devices: 0, consent: 'none' })
      return steady(scene, requestTo(scene, uri))
    },
    unknown: (scene) => Promise.resolve(steady(scene, requestTo(scene, scene.target.unknownUser()), { real: false })),
  }
}

export const consent: readonly Site[] = [asking('request'), asking('cancel'), deciding('grant'), deciding('revoke')]
