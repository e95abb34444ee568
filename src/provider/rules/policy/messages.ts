/** Who may speak, hear and look in (5.3, 5.4, 5.6; room-policy-03, 8.1.1 and 8.3). */
import type { Draft } from '../../../drafts/ids.js'
import type { Readings } from '../../../drafts/readings.js'
import { type Capability, grants, type RoleId } from '../../../wire/room-state/index.js'
import { notAllowed } from './objections.js'
import { mayJoin } from './powers.js'
import { isBanned, policyState, roleIdOf, roleOf, type Situation, situationOf } from './situation.js'
import type { Identity, Objection, PolicyRoom, Verdict } from './types.js'

/** A room as far as messages concern it. */
export interface SpeakingRoom extends PolicyRoom {
  readonly draft: Draft
  readonly readings: Readings
}

/** Who asks for the group's information. */
export interface Requester {
  readonly user: string
  /** Key and credential of the request; claims of the credential may preauthorize it. */
  readonly identity: Identity | null
  /** The role that its valid joining code is for, where the request has one. */
  readonly codeRole?: RoleId
}

/** 5.4: whether a user may send application messages. */
export function maySend(room: SpeakingRoom, user: string): Verdict {
  return inGoodStanding(quiet(room), user, 'canSendMessage', '8.3') ?? { ok: true }
}

/** 5.3, 5.5: whether application messages go to a user. */
export function mayReceive(room: SpeakingRoom, user: string): boolean {
  return inGoodStanding(quiet(room), user, 'canReceiveMessage', '8.3') === null
}

/**
 * 5.6: whether somebody gets the group's information: a participant, or whoever may join by itself. A participant who may
 * not add clients of its own still gets it, since clients in the group need it, too.
 */
export function mayGetGroupInfo(room: SpeakingRoom, { user, identity, codeRole }: Requester): Verdict {
  const codeGrants = codeRole === undefined ? room.codeGrants : new Map([[user, codeRole]])
  const situation = quiet({ ...room, codeGrants })
  const { participants } = situation.before
  if (room.pendingRemoval.has(user) || isBanned(situation, user)) {
    return notAllowed(situation, `${user} was removed from the room`, '5.3')
  }
  if (roleIdOf(participants, user) !== null) return { ok: true }
  return mayJoin(situation, { kind: 'user', user, leaf: identity }, null)
    ? { ok: true }
    : notAllowed(situation, `${user} is not in the participant list and may not join by itself`, '5.6')
}

/** The room with nothing going on in it. */
function quiet(room: SpeakingRoom): Situation {
  const { draft, readings } = room
  const input = {
    draft,
    readings,
    kind: 'proposals',
    room,
    changes: [],
    committer: null,
    external: false,
    now: 0,
  } as const
  return situationOf(input, policyState(room, room.extensions), [])
}

function inGoodStanding(situation: Situation, user: string, capability: Capability, section: string): Objection | null {
  const { input, roles, before } = situation
  const id = roleIdOf(before.participants, user)
  if (id === null) return notAllowed(situation, `${user} is not in the participant list`, '5.3')
  if (input.room.pendingRemoval.has(user) || isBanned(situation, user)) {
    return notAllowed(situation, `${user} was removed from the room or banned`, '5.3')
  }
  return grants(input.draft, roleOf(roles, id), capability)
    ? null
    : notAllowed(situation, `the role of ${user} lacks ${capability}`, { policy: section, older: '5.4' })
}
