/** What a provider must remember, as far as the drafts promise something about it. */
import {
  type DeviceNumber,
  deviceNumbers,
  devicesOf,
  type Member,
  type Owner,
  owners,
  type Request,
  type Requester,
  type Scope,
} from './step.js'

export interface Decision extends Scope {
  readonly decision: 'grant' | 'deny' | 'none' | Request['operation']
}

/** Key packages by their labels, such as `ada/1#2`. */
export interface Stock {
  /** Published and neither handed out nor unfit. */
  readonly ready: readonly string[]
  readonly handedOut: readonly string[]
  readonly unfit: Readonly<Record<string, 'withheld' | 'expired'>>
}

export interface State {
  /** In the order in which they were made. */
  readonly decisions: readonly Decision[]
  readonly stock: Readonly<Record<string, Stock>>
  /** Whose accounts are deleted. */
  readonly gone: readonly Owner[]
  readonly epoch: number
  readonly present: readonly Member[]
  readonly silenced: readonly Member[]
  readonly banned: readonly Member[]
  /** Removals that the hub has taken as proposals, and that the next commit has to cover. */
  readonly pending: readonly Removal[]
}

/** Proposals to remove a member. */
export interface Removal {
  /** As they are called in the story: `proposal 1 of amy`. */
  readonly name: string
  readonly whom: Member
}

/** A device, as it is called in stories. */
export function deviceName(owner: Owner, device: DeviceNumber): string {
  return `${owner}/${device}`
}

export function label(device: string, number: number): string {
  return `${device}#${number}`
}

/** Each device has one key package, nothing is decided, and the room has all members but gus. */
export const initial: State = {
  decisions: [],
  stock: Object.fromEntries(
    owners.flatMap((owner) =>
      deviceNumbers
        .filter((number) => devicesOf[owner].includes(number))
        .map((number) => deviceName(owner, number))
        .map((device) => [device, { ready: [label(device, 1)], handedOut: [], unfit: {} }]),
    ),
  ),
  gone: [],
  epoch: 0,
  present: ['eva', 'amy', 'mia'],
  silenced: [],
  banned: [],
  pending: [],
}

export type Consent = 'granted' | 'denied' | 'open'

/**
 * What is promised about a requester and a room. Where decisions of different scopes contradict each other, and where
 * nothing is decided, nothing is promised: which of them precedes is not said (MIMI-CON-014), nor which other grounds
 * there are (MIMI-KEY-025).
 */
export function consentFor(
  { decisions }: Pick<State, 'decisions'>,
  owner: Owner,
  requester: Requester,
  room: Scope['room'],
): Consent {
  const standing = new Map<string, 'grant' | 'deny' | 'unsure'>()
  let asked = false
  for (const each of decisions) {
    if (each.owner !== owner || !(each.requester === requester || each.requester === 'everyone')) continue
    if (each.decision === 'request') asked = true
    // Whether what was granted in answer to a request survives its being cancelled is not said.
    if (each.decision === 'cancel' && asked)
      for (const [scope, decision] of standing) if (decision === 'grant') standing.set(scope, 'unsure')
    if (each.decision === 'request' || each.decision === 'cancel') continue
    if (each.room !== null && each.room !== room) continue
    const scope = `${each.requester} ${each.room}`
    const { decision } = each
    for (const [other, earlier] of standing) if (other !== scope && earlier !== decision) standing.set(other, 'unsure')
    if (decision === 'none') standing.delete(scope)
    else standing.set(scope, decision)
  }
  const left = new Set(standing.values())
  if (left.size !== 1) return 'open'
  return left.has('grant') ? 'granted' : left.has('deny') ? 'denied' : 'open'
}
