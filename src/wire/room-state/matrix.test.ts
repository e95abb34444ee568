import { describe, expect, it } from 'vitest'
import { drafts } from '../../drafts/ids.js'
import { policyActions, policyMatrix, rightFor, standardRoles } from './index.js'

function cell(draft: (typeof drafts)[number], id: string, role: string) {
  const { roles, rows } = policyMatrix(draft)
  const column = roles.findIndex(({ name }) => name === role)
  return rows.find(({ action }) => action.id === id)?.grants[column]
}

describe('the policy matrix', () => {
  it.each(drafts)('of %s has each right granted to one role and withheld from another', (draft) => {
    const { rows } = policyMatrix(draft)
    const decided = rows.filter(({ action }) =>
      action.needs.flat().some((one) => typeof rightFor[draft](one) === 'string'),
    )
    const decisive = decided.filter(({ action }) => action.id !== 'joinOpenly' && action.by !== 'newcomer')
    for (const { action, grants } of decisive) {
      expect(grants, action.id).toContain('granted')
      expect(grants, action.id).toContain('withheld')
    }
    expect(decisive.length).toBeGreaterThan(5)
  })

  it('follows the rights of the role tables', () => {
    for (const draft of drafts) {
      expect(['admin', 'moderator', 'member', 'banned'].map((role) => cell(draft, 'addMember', role))).toEqual([
        'granted',
        'granted',
        'withheld',
        'withheld',
      ])
      expect(cell(draft, 'send', 'member')).toBe('granted')
      expect(cell(draft, 'send', 'banned')).toBe('withheld')
      expect(cell(draft, 'send', 'nonparticipant')).toBe('withheld')
      expect(cell(draft, 'joinByCode', 'nonparticipant')).toBe('granted')
      expect(cell(draft, 'joinByCode', 'member')).toBe('not-applicable')
    }
    expect(cell('06', 'send', 'guest')).toBe('withheld')
  })

  it('follows the transitions, too', () => {
    expect(cell('06', 'addAdmin', 'admin')).toBe('granted')
    expect(cell('06', 'addAdmin', 'moderator')).toBe('withheld')
    expect(cell('01', 'addAdmin', 'moderator')).toBe('granted')
    expect(cell('06', 'demote', 'moderator')).toBe('withheld')
    expect(cell('06', 'promote', 'moderator')).toBe('granted')
  })

  it('changes with the roles', () => {
    const roles = standardRoles('06').map((role) => (role.name === 'member' ? { ...role, rights: ['canKick'] } : role))
    const { rows } = policyMatrix('06', roles)
    expect(rows.find(({ action }) => action.id === 'kick')?.grants).toEqual([
      'withheld',
      'withheld',
      'granted',
      'granted',
      'granted',
      'withheld',
    ])
  })

  it('leaves out what a draft cannot express, and names what decides', () => {
    const ids = (draft: (typeof drafts)[number]) => policyMatrix(draft).rows.map(({ action }) => action.id)
    expect(ids('06')).toEqual(policyActions.map(({ id }) => id))
    expect(ids('01')).not.toContain('changeName')
    const decides = (draft: (typeof drafts)[number], id: string) =>
      policyMatrix(draft).rows.find(({ action }) => action.id === id)
    expect(decides('06', 'removeMember')).toMatchObject({
      decides: 'canRemoveParticipant; 2 to 0',
      section: 'room-policy-03, 8.1.2',
    })
    expect(decides('01', 'ban')?.decides).toBe('canSetUserRole')
    expect(decides('06', 'ban')?.decides).toBe('canBan, or canChangeUserRole and canKick; 2 to 1')
    expect(decides('01', 'removeMember')).toMatchObject({ decides: 'canRemoveUser', section: '3.1' })
  })
})
