/** What a creator needs to make the group of a room: a name, and the hub as external sender and franking agent (3.1, 7.4). */
import { encode } from '../../codec/index.js'
import { findSuite } from '../../mls/suites.js'
import { ExternalSender } from '../../mls/wire/index.js'
import { DriverFailure, type PrepareRoomAnswer, type PrepareRoomRequest } from '../../target/driver/contract.js'
import type { Context } from '../endpoints/endpoint.js'
import { freshKeys } from './keys.js'

/** A name for a room, and the keys of its hub. @throws DriverFailure */
export function prepareRoom({ domain, draft, ports }: Context, request: PrepareRoomRequest): PrepareRoomAnswer {
  const { creator, cipherSuite: suite, kind } = request
  const { users, hosted } = ports.store
  const user = users.find(creator)
  if (!user || user.deleted) refuse(`there is no user ${creator}`)
  if (!findSuite(suite)) refuse(`cipher suite ${suite} is unknown here`)
  const { hub } = ports.rules
  const uri = hub.roomUri(domain)
  const prepared = { uri, creator, suite, kind, hubKeys: freshKeys(suite), frankingKeys: freshKeys(suite) }
  hosted.prepare(prepared)
  return {
    room: uri,
    externalSender: encode(ExternalSender, hub.externalSender(domain, prepared.hubKeys)),
    components: [...hub.components[draft](domain, prepared.frankingKeys)],
  }
}

function refuse(text: string): never {
  throw new DriverFailure('prepareRoom', 'refused', text)
}
