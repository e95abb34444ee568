/** A room that the target hosts: what the answers to requests about it claim. Pure. */
import { type Breach, type Claim, type Explanation, require } from './claim.js'
import type { State } from './state.js'
import type { ChangeName, Member } from './step.js'

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
  /** Others are under way at the same time: the loser's code is then a matter of taste (MIMI-UPD-027). */
  readonly racing: boolean
}

export function commitExplanation(commit: SentCommit, told: Told): Explanation {
  const { by, epoch } = commit
  if (told.accepted) return [taken(commit)]
  const turnedDown = require((state) => state.epoch !== epoch || !mayCommit(state, commit), {
    rule: 'commit.refused',
    requirement: 'MIMI-UPD-003',
    expected: `success: ${by} may do that, and the commit is of the current epoch ${epoch}`,
  })
  if (told.code === 'wrongEpoch') return [turnedDown, epochTold(told, 'MIMI-UPD-004')]
  if (commit.racing) return [turnedDown]
  const stale = require((state) => state.epoch === epoch || !mayCommit(state, commit), (state) => ({
    rule: 'commit.old-epoch-untold',
    requirement: 'MIMI-UPD-004',
    expected: `wrongEpoch with the current epoch ${state.epoch} for a commit of epoch ${epoch}`,
  }))
  return [turnedDown, stale]
}

function mayCommit({ present }: State, { by, change }: Pick<SentCommit, 'by' | 'change'>): boolean {
  if (!present.includes(by)) return false
  if (change === 'renew') return true
  return admins.has(by)
}

/** Members without rights over others are mia and gus. */
const admins: ReadonlySet<Member> = new Set(['eva', 'amy'])

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
    if (!mayCommit(state, commit))
      return {
        rule: 'commit.without-right-taken',
        requirement: 'MIMI-UPD-025',
        expected: `a refusal: ${by} has no right over other participants`,
      }
    return { ...state, epoch: epoch + 1, present: presentAfter(state.present, change) }
  }
}

function presentAfter(present: readonly Member[], change: ChangeName): readonly Member[] {
  if (change === 'renew') return present
  if (change === 'admit gus') return [...present.filter((each) => each !== 'gus'), 'gus']
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
  const maySpeak = ({ present, silenced }: State) => present.includes(by) && !silenced.includes(by)
  if (told.accepted)
    return [
      (state) => {
        if (!state.present.includes(by))
          return unwelcome('message.of-a-former-member-taken', 'MIMI-UPD-011', by, 'no participant any more')
        if (state.silenced.includes(by))
          return unwelcome('message.of-the-silenced-taken', 'MIMI-SUB-007', by, 'silenced')
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
