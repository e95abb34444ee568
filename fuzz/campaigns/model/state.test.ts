import { describe, expect, it } from 'vitest'
import { consentFor, type Decision } from './state.js'
import type { RoomName, Scope } from './step.js'

function decided(decision: Decision['decision'], requester: Scope['requester'] = 'bob', room: RoomName | null = null) {
  return { owner: 'ada', requester, room, decision } as const
}

const consent = (decisions: readonly Decision[], room: RoomName | null = 'b1') =>
  consentFor({ decisions }, 'ada', 'bob', room)

describe('what consent promises', () => {
  it('is nothing before anything is decided, nor from a request alone', () => {
    expect(consent([])).toBe('open')
    expect(consent([decided('request')])).toBe('open')
  })

  it('is what was decided last in a scope', () => {
    expect(consent([decided('deny'), decided('grant')])).toBe('granted')
    expect(consent([decided('grant'), decided('deny')])).toBe('denied')
    expect(consent([decided('grant'), decided('none')])).toBe('open')
  })

  it('is limited to the room and the requester', () => {
    expect(consent([decided('grant', 'bob', 'b2')])).toBe('open')
    expect(consent([decided('grant', 'bob', 'b2')], 'b2')).toBe('granted')
    expect(consent([decided('deny', 'everyone'), decided('grant', 'bea')])).toBe('denied')
    expect(consent([decided('grant', 'bob', 'b2')], null)).toBe('open')
  })

  it('is nothing where scopes contradict each other: no draft says which precedes', () => {
    expect(consent([decided('deny', 'everyone'), decided('grant')])).toBe('open')
    expect(consent([decided('deny'), decided('grant', 'bob', 'b1')])).toBe('open')
    // Whether a decision about everyone leaves earlier ones about somebody as they are is not said either.
    expect(consent([decided('grant'), decided('deny', 'everyone'), decided('none', 'everyone')])).toBe('open')
  })

  it('stays as it is when a request is cancelled that was never made', () => {
    expect(consent([decided('grant'), decided('cancel')])).toBe('granted')
    expect(consent([decided('request'), decided('grant'), decided('cancel')])).toBe('open')
    expect(consent([decided('deny'), decided('request')])).toBe('denied')
  })
})
