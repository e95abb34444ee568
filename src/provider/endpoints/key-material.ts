/** keyMaterial (5.2): hands out the key packages of a local user. */
import { KeyMaterialResponse } from '../../wire/key-material.js'
import type { Client, Response } from '../rules/key-material.js'
import { authorityOf, uriBytes, uriText } from '../uri.js'
import { type Context, type Endpoint, refuse } from './endpoint.js'
import { type Asked, readKeyMaterialRequest } from './key-material-request.js'
import { relayKeyMaterial } from './relayed-key-material.js'

export const keyMaterial: Endpoint = async (context, { sender, subject, body }) => {
  const { rules, encoder, store, clock } = context.ports
  const answer = (code: Response['userStatus'], userUri: Uint8Array, clients: Client[] = []) => {
    const response = rules.keyMaterial.compose(code, userUri, clients)
    return encoder.answered('keyMaterial', encoder.write(KeyMaterialResponse[context.draft], response))
  }

  // Of a request in another protocol nothing but its first byte can be read.
  if (!rules.keyMaterial.speaks(body)) return answer('incompatibleProtocol', uriBytes(subject))
  const { request, proof } = readKeyMaterialRequest(context, body)
  const requester = uriText(request.requestingUser.uri)
  const room = uriText(request.roomId.uri)
  const refused = (code: Response['userStatus']) => answer(code, request.targetUser.uri)

  const users = rules.keyMaterial.agree(subject, uriText(request.targetUser.uri))
  if (!users) return refuse(400, 'path and body name different users')
  const relayed = rules.relay.keyMaterialTo(users.supplied, context.domain)
  if (relayed !== null && authorityOf(room) === context.domain) {
    const spoken = rules.keyMaterial.maySpeakFor({ requester, room, sender, receiver: context.domain })
    const asked = { requester, target: users.supplied, room, domain: relayed }
    return (spoken && (await relayKeyMaterial(context, asked, body))) || refused('noConsent')
  }
  const suites = rules.keyMaterial.acceptable(request.acceptableCiphersuites)
  if (!suites) return refuse(400, 'acceptableCiphersuites must not be empty (5.2)')
  if (!rules.keyMaterial.maySpeakFor({ requester, room, sender, receiver: context.domain })) return refused('noConsent')
  if (proof && !rules.keyMaterial.verifies({ ...proof, suites })) return refused('noConsent')
  if (proof && !rules.keyMaterial.standsFor({ ...proof, suites }, requester)) return refused('noConsent')
  const user = store.users.find(users.supplied)
  const absent = rules.keyMaterial.absent(user)
  if (absent !== null || user === undefined) return refused(absent ?? 'userUnknown')
  const scope = { target: users.consulted, requester, room: room === '' ? null : room }
  const consent = rules.consent.consented(store.consent, scope)
  if (consent !== 'granted') return refused(consent)

  const demand = { suites, required: request.requiredCapabilities }
  const clients = user.devices.map((device) => supply(context, device, demand, clock.now()))
  const code = rules.keyMaterial.userCode(clients.map(({ clientStatus }) => clientStatus))
  return answer(code, request.targetUser.uri, clients)
}

interface Demand {
  suites: readonly number[]
  required: Asked['request']['requiredCapabilities']
}

/** One client's entry; a key package in it is out of stock from here on, and a Welcome for it finds the device. */
function supply({ ports }: Context, device: string, { suites, required }: Demand, now: number): Client {
  const { keys } = ports.store
  const { current, compatible } = ports.rules.keyMaterial
  const clientUri = { uri: uriBytes(device) }
  const inDate = keys.stock(device).filter((each) => current(each, now))
  const fitting = inDate.find((each) => compatible(each, suites, required))
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
