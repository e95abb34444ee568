/** The driver's operations on rooms that this provider hosts (docs/driver.md). */
import { DriverFailure } from '../target/driver/contract.js'
import type { Implementation } from '../target/driver/contract-json.js'
import { findRole, rolesOf } from '../wire/room-state/index.js'
import type { Context } from './endpoints/endpoint.js'
import { act } from './hub/act.js'
import { createRoom } from './hub/create.js'
import { prepareRoom } from './hub/prepare.js'
import { roomOf } from './hub/room.js'
import type { Room } from './hub/types.js'

export function roomOperations(
  context: () => Context,
): Pick<Implementation, 'prepareRoom' | 'createRoom' | 'createJoinLink' | 'hubAct'> {
  return {
    async prepareRoom(request) {
      return prepareRoom(context(), request)
    },
    async createRoom(request) {
      createRoom(context(), request)
      return {}
    },
    async createJoinLink({ room, by, lifetimeS, uses }) {
      const { ports } = context()
      const found = roomOf(context(), room)
      if (!found) return refuse(`there is no room ${room}`)
      if (!mayInvite(context(), found, by)) return refuse(`${by} may not make joining codes for ${room}`)
      const { codes } = ports.rules
      const code = codes.fresh()
      const expires = codes.expires(ports.clock.now(), lifetimeS)
      ports.store.codes.add(room, { code, by, expires, uses })
      return { code }
    },
    async hubAct(request) {
      act(context(), request)
      return {}
    },
  }
}

function mayInvite({ draft, ports }: Context, { participants, extensions }: Room, user: string): boolean {
  const role = participants.find((each) => each.user === user)?.role
  const roles = rolesOf(draft, extensions, ports.readings) ?? []
  return ports.rules.hub.mayInvite(draft, role === undefined ? undefined : findRole(roles, role))
}

function refuse(text: string): never {
  throw new DriverFailure('createJoinLink', 'refused', text)
}
