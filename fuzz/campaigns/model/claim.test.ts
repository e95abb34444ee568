import { describe, expect, it } from 'vitest'
import { explain, type Operation } from './claim.js'
import { askExplanations } from './people-rules.js'
import { commitExplanation, messageExplanation, type Told } from './room-rules.js'
import { initial, type State } from './state.js'
import type { Member } from './step.js'

const taken: Told = { accepted: true, code: 'success', currentEpoch: null }
const wrongEpoch = (currentEpoch: number): Told => ({ accepted: false, code: 'wrongEpoch', currentEpoch })

function commit(by: Member, epoch: number, told: Told, [start, end]: [number, number]): Operation {
  return {
    explanations: [commitExplanation({ by, change: 'renew', epoch, covers: [], takesOut: [], racing: true }, told)],
    start,
    end,
  }
}

function ask(code: string, labels: readonly string[], [start, end]: [number, number]): Operation {
  const given = labels.map((label) => ({ device: 'ben/1', label }))
  const positive = code === 'success'
  const explanations = askExplanations(
    { do: 'ask', owner: 'ben', by: 'bob', room: null },
    { positive, code, told: code, given },
  )
  return { explanations, start, end }
}

function outcome(operations: readonly Operation[], state: State = initial) {
  const explained = explain([state], operations)
  return 'states' in explained ? explained.states.map(({ epoch }) => epoch) : explained.breach.rule
}

const granting: State = {
  ...initial,
  decisions: [{ owner: 'ben', requester: 'bob', room: null, decision: 'grant' }],
}

describe('what happens at the same time', () => {
  it('lets one of two commits of an epoch win, whichever was answered first', () => {
    expect(outcome([commit('amy', 0, wrongEpoch(1), [0, 2]), commit('mia', 0, taken, [1, 3])])).toEqual([1])
  })

  it('lets no two commits of an epoch win', () => {
    expect(outcome([commit('amy', 0, taken, [0, 2]), commit('mia', 0, taken, [1, 3])])).toBe(
      'commit.of-another-epoch-taken',
    )
  })

  it('heeds time: what was answered first cannot have come after what was asked later', () => {
    expect(outcome([commit('amy', 0, wrongEpoch(1), [0, 1]), commit('mia', 0, taken, [2, 3])])).toBe('commit.refused')
  })

  it('lets the epoch be looked up later than it is compared', () => {
    const loser = commit('amy', 0, wrongEpoch(2), [0, 9])
    expect(outcome([loser, commit('mia', 0, taken, [1, 2]), commit('mia', 1, taken, [3, 4])])).toEqual([2])
    expect(outcome([commit('amy', 0, wrongEpoch(3), [0, 9]), commit('mia', 0, taken, [1, 2])])).toBe('epoch.told-wrong')
  })

  it('gives a key package to one of two, and nothing to the other', () => {
    const exhausted = ask('noCompatibleMaterial', [], [1, 3])
    expect(outcome([ask('success', ['ben/1#1'], [0, 2]), exhausted], granting)).toEqual([0])
    expect(outcome([ask('success', ['ben/1#1'], [0, 2]), ask('success', ['ben/1#1'], [1, 3])], granting)).toBe(
      'key-package.handed-out-again',
    )
    expect(outcome([exhausted], granting)).toBe('key-package.kept-back')
  })

  it('explains a message by the state before or after a removal', () => {
    const removal: Operation = {
      explanations: [
        commitExplanation({ by: 'amy', change: 'expel mia', epoch: 0, covers: [], takesOut: [], racing: true }, taken),
      ],
      start: 0,
      end: 2,
    }
    const say = (told: Told, [start, end]: [number, number]): Operation => {
      return { explanations: [messageExplanation({ by: 'mia', epoch: 0, racing: true }, told)], start, end }
    }
    const refused: Told = { accepted: false, code: 'notAllowed', currentEpoch: null }
    expect(outcome([removal, say(taken, [1, 3])])).toEqual([1])
    expect(outcome([removal, say(refused, [1, 3])])).toEqual([1])
    expect(outcome([removal, say(taken, [3, 4])])).toBe('message.of-a-former-member-taken')
    expect(outcome([say(refused, [0, 1])])).toBe('message.refused')
  })
})
