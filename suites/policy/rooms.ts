/** What the checks of policy share: rooms under tables of roles, and deeds of which some are allowed and some are not. */
import type { CheckContext } from '../../src/check/context.js'
import type { Definition } from '../../src/check/define.js'
import type { Severity } from '../../src/check/finding.js'
import { type Codec, encode } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { componentIds, type ComponentData } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { type Handshake, hosting, type HostedRoom, type Message } from '../../src/peers/hosted-room.js'
import { BaseRoomPolicy } from '../../src/wire/room-policy.js'
import { baseRoomPolicy, type RoleDefinition, type RoleId, standardRoles } from '../../src/wire/room-state/index.js'

export const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: [...hosting] }

/** The drafts with components, and so with room-policy-03. */
export const withComponents: Draft[] = ['06']

/** Made and not sent; or the answer to what was sent in its making. */
type Done = Handshake | Message | Answer

/** Something that somebody does in a room. */
export interface Deed {
  /** Says who does what, and why it is allowed or not: `an add by a member, whose role lacks canAddUser`. */
  readonly what: string
  readonly make: () => PromiseLike<Done>
}

export interface Judged {
  readonly requirement?: string
  /** All of one state of the room: each has to be refused. */
  readonly refused: readonly (Deed & { readonly accepted?: Severity })[]
  /** The first is of that state, too, and goes last in it; each that follows is made in the state that the one before leads to. */
  readonly accepted: readonly [Deed, ...Deed[]]
  /** What it weighs when one that is allowed is refused; by the requirement's level if absent. 'unjudged' makes it a skip. */
  readonly turnedDown?: Severity | 'unjudged'
}

/** Each deed that is not allowed is refused, and those that are allowed are accepted. */
export async function judgeDeeds(
  { refusesIn, that }: CheckContext,
  room: HostedRoom,
  { requirement, refused, accepted: [twin, ...others], turnedDown }: Judged,
): Promise<void> {
  const [valid, ...malformed] = await Promise.all([twin, ...refused].map(({ make }) => make()))
  if (!valid) return
  const sent: { index: number; done: Done; answers: Answer[] }[] = []
  let moved = false
  for (const [index, done] of malformed.entries()) {
    const answer = await carriedOut(room, done)
    sent.push({ index, done, answers: [answer] })
    moved = outcomeOf(answer) === 'accepted'
    // The room is in another state from here on: what was made for the one before has no twin any more.
    if (moved) break
  }
  const judgeAllowed = (what: string, answer: Answer) =>
    that(outcomeOf(answer) === 'accepted', {
      requirement,
      expected: `success for ${what}`,
      actual: describeAnswer(answer),
      exchange: answer,
      as: turnedDown === 'unjudged' ? undefined : turnedDown,
    })
  const last = await carriedOut(room, valid)
  if (!moved && turnedDown !== 'unjudged') judgeAllowed(twin.what, last)
  // The one that was taken, if any, is judged first: it is the reason why the twin no longer is evaluated.
  for (const { index, done, answers } of sent.toReversed()) {
    await refusesIn(room, {
      requirement,
      what: refused[index]?.what ?? '',
      malformed: () => Promise.resolve(answers.pop() ?? carriedOut(room, done)),
      twin: () => Promise.resolve(last),
      accepted: refused[index]?.accepted,
    })
  }
  if (turnedDown === 'unjudged') return
  for (const { what, make } of others) judgeAllowed(what, await carriedOut(room, await make()))
}

function carriedOut(room: HostedRoom, done: Done): PromiseLike<Answer> {
  if ('exchange' in done) return Promise.resolve(done)
  return 'bytes' in done ? room.submit(done) : room.send(done)
}

/** Standard roles with some of them changed. */
export function rolesWith(
  draft: Draft,
  changes: Readonly<Record<string, (role: RoleDefinition) => Partial<RoleDefinition>>>,
): readonly RoleDefinition[] {
  return standardRoles(draft).map((role) => ({ ...role, ...changes[role.name]?.(role) }))
}

/** A table without some of its roles, and without the moves from and to them: those would lead nowhere. */
export function withoutRoles(roles: readonly RoleDefinition[], ...names: readonly string[]): readonly RoleDefinition[] {
  const left = roles.filter(({ name }) => !names.includes(name))
  const stays = (id: RoleId) => left.some((role) => role.id === id)
  return left.map(({ transitions, ...role }) => ({
    ...role,
    ...(transitions && {
      transitions: transitions
        .filter(({ from }) => stays(from))
        .map(({ from, to }) => ({ from, to: to.filter(stays) }))
        .filter(({ to }) => to.length > 0),
    }),
  }))
}

export function without({ rights }: RoleDefinition, ...dropped: RoleDefinition['rights']): Partial<RoleDefinition> {
  return { rights: rights.filter((right) => !dropped.includes(right)) }
}

export function plus({ rights }: RoleDefinition, ...more: RoleDefinition['rights']): Partial<RoleDefinition> {
  return { rights: [...rights, ...more] }
}

/** An AppDataUpdate of a component (06). */
export function updating<T>(component_id: number, form: Codec<T>, value: NoInfer<T>) {
  return { component_id, update: encode(form, value) }
}

/** A component that a room begins with (06). */
export function component<T>(component_id: number, form: Codec<T>, value: NoInfer<T>): ComponentData {
  return { component_id, data: encode(form, value) }
}

type BasePolicy = ReturnType<typeof baseRoomPolicy>

/** The ordinary base policy with some of it changed. */
export function basePolicy(changes: Partial<BasePolicy>): BasePolicy {
  const { roles_list } = componentIds
  return { ...baseRoomPolicy([roles_list]), ...changes }
}

/** A room begins with that base policy. */
export function underBase(changes: Partial<BasePolicy>): { components: ComponentData[] } {
  return { components: [component(componentIds.base_room_policy, BaseRoomPolicy, basePolicy(changes))] }
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
