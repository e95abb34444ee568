/** What the players of a story do, as data: it can be recorded, shrunk, told in words and played again. */
/** Users of the target whose key packages and consent are asked for: ada has two devices, ben has one. */
export const owners = ['ada', 'ben'] as const
export type Owner = (typeof owners)[number]
export const deviceNumbers = [1, 2] as const
export type DeviceNumber = (typeof deviceNumbers)[number]
export const devicesOf: Readonly<Record<Owner, readonly DeviceNumber[]>> = { ada: [1, 2], ben: [1] }

/** Who asks: bob and bea are users of the peer b, cal is one of c. */
export const requesters = ['bob', 'bea', 'cal'] as const
export type Requester = (typeof requesters)[number]

/** Rooms for which is asked: two are hosted by b, one by c. */
export const rooms = ['b1', 'b2', 'c1'] as const
export type RoomName = (typeof rooms)[number]

/** Which consent is meant; a room of null is none in particular. */
export interface Scope {
  readonly owner: Owner
  readonly requester: Requester | 'everyone'
  readonly room: RoomName | null
}

export interface Publish {
  readonly do: 'publish'
  readonly owner: Owner
  readonly device: DeviceNumber
  readonly count: number
  /** Withheld: not for handing out. Expired: for nobody any more. */
  readonly kind: 'ordinary' | 'withheld' | 'expired'
}

/** A request for key material. */
export interface Ask {
  readonly do: 'ask'
  readonly owner: Owner
  readonly by: Requester
  readonly room: RoomName | null
}

/** The owner's decision, arranged by the driver. */
export interface Decide extends Scope {
  readonly do: 'decide'
  readonly decision: 'grant' | 'deny' | 'none'
}

/** The owner's client sends a consent entry, which also counts as the decision. */
export interface Reply extends Scope {
  readonly do: 'reply'
  readonly requester: Requester
  readonly operation: 'grant' | 'revoke'
}

/** The requester's provider asks for consent, or withdraws that. */
export interface Request extends Scope {
  readonly do: 'request'
  readonly requester: Requester
  readonly operation: 'request' | 'cancel'
}

/** An entry that decides nothing here: a foreigner consents to a local user's asking, or claims a local user's consent. */
export interface Foreign extends Scope {
  readonly do: 'foreign'
  readonly requester: Requester
  readonly operation: 'grant' | 'revoke'
  readonly about: 'themselves' | 'the owner'
}

/** A query for a handle that is the owner's alone. */
export interface Find {
  readonly do: 'find'
  readonly owner: Owner
  readonly by: Requester
}

/** The owner's account is deleted, for good. */
export interface Delete {
  readonly do: 'delete'
  readonly owner: Owner
}

/** Bodies of one notify request each: their first sending is new, every further one a repetition. */
export const bodies = [0, 1, 2, 3, 4, 5] as const
export type BodyNumber = (typeof bodies)[number]

/** The hub b notifies the target. */
export interface Notify {
  readonly do: 'notify'
  readonly body: BodyNumber
  /** Over a connection of its own. */
  readonly fresh: boolean
}

/** Bodies of a crowd, each of which is new. */
export const crowdSize = 64

/** The hub b notifies the target of so much that a small memory of what came before has no room for it. */
export interface Crowd {
  readonly do: 'crowd'
}

/** Members of the room that the target hosts: eva is the target's own, amy is b's, mia c's; gus of d is not in it at first. */
export const members = ['eva', 'amy', 'mia', 'gus'] as const
export type Member = (typeof members)[number]

export const changes = ['renew', 'admit gus', 'expel mia', 'expel gus', 'admit mia'] as const
export type ChangeName = (typeof changes)[number]

/** A commit, made and sent. */
export interface Commit {
  readonly do: 'commit'
  readonly by: Member
  readonly change: ChangeName
}

/** A message, made and sent. */
export interface Say {
  readonly do: 'say'
  readonly by: Member
}

export const proposals = ['expel mia', 'expel gus', 'leave'] as const
export type ProposalName = (typeof proposals)[number]

/** Proposals that belong together, made and sent: nobody has committed them yet. */
export interface Propose {
  readonly do: 'propose'
  readonly by: Member
  readonly what: ProposalName
}

/** A commit, a message or proposals are made, and sent later. */
export interface Keep {
  readonly do: 'keep'
  readonly by: Member
  readonly what: 'commit' | 'message' | 'proposal'
}

/** Sends what was kept first. */
export interface Send {
  readonly do: 'send'
}

/** Sends the last commit that was taken once more. */
export interface Repeat {
  readonly do: 'repeat'
}

export const outgoing = ['mia', 'gus'] as const
/** Who can be silenced, banned, expelled, or leave. */
export type Outgoing = (typeof outgoing)[number]

/** A new device of amy's asks for the group info, or whoever it is that may have no part in the room. */
export interface Look {
  readonly do: 'look'
  readonly by?: Outgoing
}

/** The hub silences a member, unasked. */
export interface Silence {
  readonly do: 'silence'
  readonly whom: Outgoing
}

/** The hub bans a member, unasked. */
export interface Ban {
  readonly do: 'ban'
  readonly whom: Outgoing
}

/** The target stops and starts again: whatever a story is about, all that was to be remembered still is. */
export interface Restart {
  readonly do: 'restart'
}

export type PeopleStep = Publish | Ask | Decide | Reply | Request | Foreign | Find | Delete
export type RoomStep = Commit | Say | Propose | Keep | Send | Repeat | Look | Silence | Ban
export type AudienceStep = Notify | Crowd
export type Step = PeopleStep | AudienceStep | RoomStep | Restart

/** Steps of two or more branches at the same time; within a branch one after the other. */
export interface Together {
  readonly do: 'together'
  readonly branches: readonly (readonly Step[])[]
}

export type Item = Step | Together
