import { describe, expect, it } from 'vitest'
import { drafts } from '../../../drafts/ids.js'
import { defaultReadings } from '../../../drafts/readings.js'
import { mayGetGroupInfo, mayReceive, maySend, type SpeakingRoom } from './index.js'
import { createRoom, ok, type RoomOptions, rolesWith, user } from './test-rig.js'

const users = { alice: 'admin', bob: 'member', evan: 'banned' }

function speaking(options: RoomOptions): SpeakingRoom {
  const { draft, room } = createRoom({ users, ...options })
  return { ...room, draft, readings: defaultReadings }
}

describe.each(drafts)('messages in %s', (draft) => {
  const room = speaking({ draft, pendingRemoval: ['alice'] })

  it('come from, and go to, participants in good standing only', () => {
    expect(maySend(room, user('bob'))).toEqual(ok)
    expect(mayReceive(room, user('bob'))).toBe(true)
    for (const name of ['alice', 'evan', 'zoe']) {
      expect(maySend(room, user(name))).toMatchObject({ code: 'notAllowed', section: '5.3' })
      expect(mayReceive(room, user(name))).toBe(false)
    }
  })
})

describe.each(drafts)('group information in %s', (draft) => {
  const asks = (name: string, options: RoomOptions = {}, codeRole?: string | number) => {
    const requester = { user: user(name), identity: null, ...(codeRole === undefined ? {} : { codeRole }) }
    return mayGetGroupInfo(speaking({ draft, ...options }), requester)
  }

  it('is for participants, and for nobody who was removed', () => {
    expect(asks('bob')).toEqual(ok)
    expect(asks('zoe')).toMatchObject({ code: 'notAllowed', section: '5.6' })
    expect(asks('evan')).toMatchObject({ section: '5.3' })
    expect(asks('bob', { pendingRemoval: ['bob'] })).toMatchObject({ section: '5.3' })
  })

  it('is for holders of a joining code', () => {
    const { roleId } = createRoom({ draft })
    expect(asks('zoe', {}, roleId('member'))).toEqual(ok)
    expect(asks('zoe', { codes: { zoe: 'member' } })).toEqual(ok)
    expect(asks('evan', {}, roleId('member'))).toMatchObject({ section: '5.3' })
  })
})

describe('in 06', () => {
  const without = (right: string) =>
    speaking({
      roles: rolesWith('06', { member: (role) => ({ ...role, rights: role.rights.filter((one) => one !== right) }) }),
    })

  it('canSendMessage and canReceiveMessage decide (room-policy-03, 8.3)', () => {
    const mute = without('canSendMessage')
    expect(maySend(mute, user('bob'))).toMatchObject({ section: 'room-policy-03, 8.3' })
    expect(mayReceive(mute, user('bob'))).toBe(true)
    const deaf = without('canReceiveMessage')
    expect(maySend(deaf, user('bob'))).toEqual(ok)
    expect(mayReceive(deaf, user('bob'))).toBe(false)
  })

  it('a joining code needs canUseJoinCode on role 0', () => {
    const closed = speaking({ roles: rolesWith('06', { nonparticipant: (role) => ({ ...role, rights: [] }) }) })
    const requester = { user: user('zoe'), identity: null, codeRole: 2 }
    expect(mayGetGroupInfo(closed, requester)).toMatchObject({ code: 'notAllowed' })
  })
})
