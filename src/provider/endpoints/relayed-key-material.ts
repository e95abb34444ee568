/** keyMaterial through the hub (5.2): so the hub learns which provider a Welcome for a key package goes to. */
import { encode } from '../../codec/index.js'
import { keyPackageRef } from '../../mls/sign.js'
import { KeyPackage } from '../../mls/wire/key-package.js'
import type { Reply } from '../../transport/listener.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { KeyMaterialResponse } from '../../wire/key-material.js'
import { roomOf } from '../hub/room.js'
import { refText } from '../store/keys.js'
import { type Context, refuse } from './endpoint.js'

/** Who asks whom, and for which room. */
export interface Relayed {
  readonly requester: string
  readonly target: string
  readonly room: string
  /** The provider that is asked. */
  readonly domain: string
}

/** The target provider's answer as it is; null where the hub does not pass the request on. */
export async function relayKeyMaterial(
  context: Context,
  { requester, target, room: uri, domain }: Relayed,
  body: Uint8Array,
): Promise<Reply | null> {
  const { relay, hub } = context.ports.rules
  const room = roomOf(context, uri)
  if (!room) return null
  const banned = hub.banned(room.hosted, requester, context.ports.clock.now())
  if (!relay.keyMaterialFor(room, requester, banned)) return null
  const subject = { value: target, user: target, domain }
  const told = await context.outbound.ask('keyMaterial', subject, relay.passedOn(body))
  if (told.status !== 200) return refuse(told.status, `${domain} was asked and answered ${told.status}`)
  if (!rememberProvider(context, domain, told.body)) return refuse(502, `${domain} gave an answer that cannot be read`)
  return context.ports.encoder.answered('keyMaterial', told.body)
}

/** Notes where the key packages of an answer came from; false for a malformed answer. */
export function rememberProvider({ draft, ports }: Context, domain: string, answer: Uint8Array): boolean {
  const read = ports.reader.read<ValueIn<typeof KeyMaterialResponse>>(KeyMaterialResponse[draft], answer)
  if (!read.ok) return false
  for (const client of read.value.clients) {
    if (!('keyPackage' in client)) continue
    const { keyPackage } = client
    const ref = keyPackageRef(keyPackage.cipher_suite, encode(KeyPackage, keyPackage))
    ports.store.keys.relay(refText(ref), domain)
  }
  return true
}
