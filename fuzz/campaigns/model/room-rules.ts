/** A room that the target hosts: what the answers to requests about it claim. Pure. */
import { type Breach, type Claim, type Explanation, require } from './claim.js'
import type { Removal, State } from './state.js'
import type { ChangeName, Member, Outgoing, ProposalName } from './step.js'

/** How a hub has answered, as far as the model looks at it. */
export interface Told {
  readonly accepted: boolean
  readonly code: string | null
  /** The epoch that the answer names; null where it names none. */
  readonly currentEpoch: number | null
}

/** A commit that was sent. */
export interface SentCommit {
  readonly by: Member
  readonly change: ChangeName
  /** The epoch that it was made in. */
  readonly epoch: number
  /** Names of the proposals that it refers to. */
  readonly covers: readonly string[]
  /** Whom the hub has banned and the commit takes out. */
  readonly takesOut: readonly Member[]
  /** Others are under way at the same time: the loser's code is then a matter of taste (MIMI-UPD-027). */
  readonly racing: boolean
}

export function commitExplanation(commit: SentCommit, told: Told): Explanation {
  const { by, epoch } = commit
  if (told.accepted) return [taken(commit)]
  const turnedDown = require((state) => state.epoch !== epoch || !mayCommit(state, commit) || !isWhole(state, commit), {
    rule: 'commit.refused',
    requirement: 'MIMI-UPD-003',
    expected: `success: ${by} may do that, and the commit is of the current epoch ${epoch}`,
  })
  if (told.code === 'wrongEpoch') return [turnedDown, epochTold(told, 'MIMI-UPD-004')]
  if (commit.racing) return [turnedDown]
  return [turnedDown, staleTold('commit', epoch, (state) => mayCommit(state, commit))]
}

/** Age alone speaks against a handshake of another epoch: then that is what is told. */
function staleTold(kind: 'commit' | 'proposal', epoch: number, may: (state: State) => boolean): Claim {
  return require((state) => state.epoch === epoch || !may(state), (state) => ({
    rule: `${kind}.old-epoch-untold`,
    requirement: 'MIMI-UPD-004',
    expected: `wrongEpoch with the current epoch ${state.epoch} for a ${kind} of epoch ${epoch}`,
  }))
}

function mayCommit(state: State, { by, change }: Pick<SentCommit, 'by' | 'change'>): boolean {
  if (!state.present.includes(by) || isLeaving(state, by) || state.banned.includes(by)) return false
  if (change === 'admit mia' || change === 'admit gus')
    return admins.has(by) && !state.banned.includes(newcomer(change))
  return change === 'renew' || admins.has(by)
}

function newcomer(change: 'admit mia' | 'admit gus'): Outgoing {
  return change === 'admit mia' ? 'mia' : 'gus'
}

function isLeaving({ pending }: State, who: Member): boolean {
  return pending.some(({ whom }) => whom === who)
}

/**
 * Whether a commit covers all that it has to, and can. Of several removals of one member a commit can cover but one (RFC
 * 9420, 12.2), and how a hub would have its own proposals covered, those of a ban, is not said.
 */
function isWhole(state: State, { covers }: Pick<SentCommit, 'covers'>): boolean {
  const { pending, present, banned } = state
  return (
    pending.every(({ name }) => covers.includes(name)) &&
    pending.length < 2 &&
    !present.some((each) => banned.includes(each))
  )
}

function omitted({ pending }: State, { covers }: Pick<SentCommit, 'covers'>): readonly Removal[] {
  return pending.filter(({ name, whom }) => {
    return !covers.includes(name) && !pending.some((each) => each.whom === whom && covers.includes(each.name))
  })
}

/** Members without rights over others are mia and gus. */
export const admins: ReadonlySet<Member> = new Set(['eva', 'amy'])

/** The commit counts: it was of the current epoch, and allowed. */
function taken(commit: SentCommit): Claim {
  const { by, change, epoch } = commit
  return (state) => {
    if (state.epoch !== epoch)
      return {
        rule: 'commit.of-another-epoch-taken',
        requirement: 'MIMI-UPD-027',
        expected: `wrongEpoch: the commit is of epoch ${epoch}, and the room was in epoch ${state.epoch} by then`,
      }
    if (!state.present.includes(by))
      return {
        rule: 'commit.of-a-former-member-taken',
        requirement: 'MIMI-UPD-013',
        expected: `a refusal: ${by} is no participant any more`,
      }
    if (state.banned.includes(by)) return unwelcome('commit.of-the-banned-taken', 'MIMI-UPD-013', by, 'banned')
    if (isLeaving(state, by)) return unwelcome('commit.of-the-leaving-taken', 'MIMI-UPD-013', by, 'about to be removed')
    if ((change === 'admit mia' || change === 'admit gus') && state.banned.includes(newcomer(change)))
      return {
        rule: 'commit.lets-the-banned-in',
        requirement: 'MIMI-PSD-013',
        expected: `a refusal: the hub has banned ${newcomer(change)}`,
      }
    if (!mayCommit(state, commit))
      return {
        rule: 'commit.without-right-taken',
        requirement: 'MIMI-UPD-025',
        expected: `a refusal: ${by} has no right over other participants`,
      }
    const [left] = omitted(state, commit)
    if (left)
      return {
        rule: 'commit.omits-proposals',
        requirement: 'MIMI-UPD-024',
        expected: `a refusal: the commit leaves out ${left.name}, which was accepted in the epoch`,
      }
    const gone = new Set<Member>([...state.pending.map(({ whom }) => whom), ...commit.takesOut])
    const present = presentAfter(state.present, change).filter((each) => !gone.has(each))
    return { ...state, epoch: epoch + 1, present, pending: [] }
  }
}

function presentAfter(present: readonly Member[], change: ChangeName): readonly Member[] {
  if (change === 'renew') return present
  if (change === 'admit gus' || change === 'admit mia') {
    const who = newcomer(change)
    return [...present.filter((each) => each !== who), who]
  }
  const gone = change === 'expel mia' ? 'mia' : 'gus'
  return present.filter((each) => each !== gone)
}

/** The epoch of an answer, where it names one, is the one that the room is in. */
function epochTold({ currentEpoch }: Told, requirement: string): Claim {
  return require(({ epoch }) => currentEpoch === epoch, ({ epoch }) => ({
    rule: 'epoch.told-wrong',
    requirement,
    expected: `currentEpoch ${epoch}, and not ${currentEpoch}`,
  }))
}

/** A message that was sent. */
export interface SentMessage {
  readonly by: Member
  readonly epoch: number
  readonly racing: boolean
}

export function messageExplanation({ by, epoch, racing }: SentMessage, told: Told): Explanation {
  const maySpeak = (state: State) =>
    state.present.includes(by) && !state.silenced.includes(by) && !state.banned.includes(by) && !isLeaving(state, by)
  if (told.accepted)
    return [
      (state) => {
        if (!state.present.includes(by))
          return unwelcome('message.of-a-former-member-taken', 'MIMI-UPD-011', by, 'no participant any more')
        if (state.silenced.includes(by))
          return unwelcome('message.of-the-silenced-taken', 'MIMI-SUB-007', by, 'silenced')
        if (state.banned.includes(by)) return unwelcome('message.of-the-banned-taken', 'MIMI-UPD-011', by, 'banned')
        if (isLeaving(state, by))
          return unwelcome('message.of-the-leaving-taken', 'MIMI-UPD-011', by, 'about to be removed')
        return state
      },
    ]
  // How old a message may be is the hub's decision (MIMI-SUB-009).
  const turnedDown = require((state) => !maySpeak(state) || state.epoch > epoch, {
    rule: 'message.refused',
    requirement: 'MIMI-SUB-002',
    expected: `accepted: ${by} may speak, and the message is of the current epoch ${epoch}`,
  })
  if (told.code === 'epochTooOld') return [turnedDown, epochTold(told, 'MIMI-SUB-009')]
  if (racing || told.code === null) return [turnedDown]
  const age = require((state) => !maySpeak(state) || state.epoch === epoch, (state) => ({
    rule: 'message.age-untold',
    requirement: 'MIMI-SUB-009',
    expected: `accepted, or epochTooOld with the current epoch ${state.epoch}: only its age speaks against the message`,
  }))
  return [turnedDown, age]
}

function unwelcome(rule: string, requirement: string, by: Member, why: string): Breach {
  return { rule, requirement, expected: `a refusal: ${by} is ${why}` }
}

/** Proposals that were sent. */
export interface SentProposals {
  readonly name: string
  readonly by: Member
  readonly what: ProposalName
  readonly epoch: number
  readonly racing: boolean
}

export function proposalExplanation({ name, by, what, epoch, racing }: SentProposals, told: Told): Explanation {
  const whom = whomOf(by, what)
  const mayPropose = ({ present }: State) => present.includes(by) && (whom === by || admins.has(by))
  if (told.accepted)
    return [
      (state) => {
        if (state.epoch !== epoch)
          return {
            rule: 'proposal.of-another-epoch-taken',
            requirement: 'MIMI-UPD-004',
            expected: `wrongEpoch: it is of epoch ${epoch}, and the room was in epoch ${state.epoch} by then`,
          }
        if (!mayPropose(state))
          return unwelcome(
            'proposal.without-right-taken',
            'MIMI-UPD-025',
            by,
            'without any right over other participants',
          )
        return { ...state, pending: [...state.pending, { name, whom }] }
      },
    ]
  // What cannot be covered beside what was taken before may be refused (RFC 9420, 12.2), and so may what is of no use.
  const isUseful = ({ present, pending, banned }: State) =>
    present.includes(whom) && pending.length === 0 && !present.some((each) => banned.includes(each))
  const turnedDown = require((state) => state.epoch !== epoch || !mayPropose(state) || !isUseful(state), {
    rule: 'proposal.refused',
    requirement: 'MIMI-UPD-003',
    expected: `success: ${by} may propose that, and it is of the current epoch ${epoch}`,
  })
  if (told.code === 'wrongEpoch') return [turnedDown, epochTold(told, 'MIMI-UPD-004')]
  return racing ? [turnedDown] : [turnedDown, staleTold('proposal', epoch, mayPropose)]
}

export function whomOf(by: Member, what: ProposalName): Member {
  if (what === 'leave') return by
  return what === 'expel mia' ? 'mia' : 'gus'
}

/** Whoever has no part in the room any more is served nothing; others need not be served, if there is a reason. */
export function servedTo(by: Member, epoch: number): Explanation {
  const entitled = require(({ present, banned }) => present.includes(by) && !banned.includes(by), ({ banned }) => ({
    rule: banned.includes(by) ? 'group-info.for-the-banned' : 'group-info.for-outsiders',
    requirement: banned.includes(by) ? 'MIMI-GRP-007' : 'MIMI-GRP-006',
    expected: `a refusal: ${by} is ${banned.includes(by) ? 'banned' : 'no participant'}`,
  }))
  return [entitled, ...served(epoch)]
}

/** The group info that a member is served is of the epoch that the room is in. */
export function served(epoch: number): Explanation {
  return [
    require((state) => state.epoch === epoch, (state) => ({
      rule: 'group-info.of-another-epoch',
      requirement: 'MIMI-GRP-001',
      expected: `the group info of the current epoch ${state.epoch}, and not of epoch ${epoch}`,
    })),
  ]
}

export function silences(whom: Member): Explanation {
  return [(state) => ({ ...state, silenced: [...new Set([...state.silenced, whom])] })]
}

export function bans(whom: Member): Explanation {
  return [(state) => ({ ...state, banned: [...state.banned, whom] })]
}
