/** keyMaterial (5.2): hands out the key packages of a local user. */
import type { Infer } from '../../codec/index.js'
import { KeyMaterialResponse } from '../../wire/key-material.js'
import { uriBytes, uriText } from '../uri.js'
import { type Context, type Endpoint, refuse } from './endpoint.js'
import { type Asked, readKeyMaterialRequest } from './key-material-request.js'

type Request = Asked['request']
type Answer = Infer<(typeof KeyMaterialResponse)['01']>
type Code = Answer['userStatus']
type Client = Answer['clients'][number]

export const keyMaterial: Endpoint = (context, { sender, subject, body }) => {
  const { rules, encoder, store, clock } = context.ports
  const answer = (userStatus: Code, userUri: Uint8Array, clients: Client[] = []) =>
    encoder.answered(
      'keyMaterial',
      encoder.write(KeyMaterialResponse[context.draft], {
        protocol: 'mls10',
        userStatus,
        userUri: { uri: userUri },
        clients,
      }),
    )

  // Of a request in another protocol nothing but its first byte can be read.
  if (!rules.keyMaterial.speaks(body)) return answer('incompatibleProtocol', uriBytes(subject))
  const { request, proof } = readKeyMaterialRequest(context, body)
  const target = uriText(request.targetUser.uri)
  const requester = uriText(request.requestingUser.uri)
  const room = uriText(request.roomId.uri)
  const refused = (code: Code) => answer(code, request.targetUser.uri)

  if (!rules.keyMaterial.sameUser(subject, target)) return refuse(400, 'path and body name different users')
  if (request.acceptableCiphersuites.length === 0) return refuse(400, 'acceptableCiphersuites must not be empty (5.2)')
  if (!rules.keyMaterial.maySpeakFor({ requester, room, sender, receiver: context.domain })) return refused('noConsent')
  if (proof && !rules.keyMaterial.verifies(proof)) return refused('noConsent')
  if (proof && !rules.keyMaterial.standsFor(proof, requester)) return refused('noConsent')
  const user = store.users.find(target)
  const absent = rules.keyMaterial.absent(user)
  if (absent !== null || user === undefined) return refused(absent ?? 'userUnknown')
  const consent = rules.consent.consented(store.consent, { target, requester, room: room === '' ? null : room })
  if (consent !== 'granted') return refused(consent)

  const clients = user.devices.map((device) => supply(context, device, request, clock.now()))
  const code = rules.keyMaterial.userCode(clients.map(({ clientStatus }) => clientStatus))
  return answer(code, request.targetUser.uri, clients)
}

/** One client's entry; a key package in it is out of stock from here on, and a Welcome for it finds the device. */
function supply({ ports }: Context, device: string, request: Request, now: number): Client {
  const { keys } = ports.store
  const { current, compatible } = ports.rules.keyMaterial
  const clientUri = { uri: uriBytes(device) }
  const inDate = keys.stock(device).filter((each) => current(each, now))
  const fitting = inDate.find((each) => compatible(each, request.acceptableCiphersuites, request.requiredCapabilities))
  const taken = fitting && keys.take(device, fitting.ref)
  if (taken) {
    keys.route(taken.ref, device)
    return { clientStatus: 'success', clientUri, keyPackage: taken.keyPackage }
  }
  const [incompatible] = inDate
  if (!incompatible) return { clientStatus: 'keyMaterialExhausted', clientUri }
  return {
    clientStatus: 'nothingCompatible',
    clientUri,
    clientCapabilities: incompatible.keyPackage.leaf_node.capabilities,
  }
}
