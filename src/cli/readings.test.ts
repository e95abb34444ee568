/** Runs in which both sides read otherwise what the drafts leave open. */
import { describe, expect, it } from 'vitest'
import { check } from '../check/define.js'
import { type ByDraft, byDraft } from '../drafts/by-draft.js'
import { drafts } from '../drafts/ids.js'
import type { Readings } from '../drafts/readings.js'
import { credentialIdentity } from '../mls/credential.js'
import { credentialTypes, extensionTypes } from '../mls/wire/index.js'
import { hosting } from '../peers/hosted-room.js'
import { checks } from '../../suites/index.js'
import { resultsOf } from './deviation-rig.js'

/** Each of them reads or writes a room's list, its roles, a franking tag or a credential. */
const selected = [
  'franking.same',
  'franking.tagged',
  'group-info.answered',
  'group-info.code.valid',
  'group-info.external-key',
  'key-material.answered',
  'key-material.sent.signed',
  'key-material.valid',
  'notify.delivered.readable',
  'submit.accepted',
  'update.accepted',
  'update.add.before-with-after',
  'update.external-join',
  'update.participants',
  'update.roles',
  'update.server-proposals.committed',
]
const suites = checks.filter(({ id }) => selected.includes(id))

/** Looks at what is in a group of clients of both sides, after changes of each kind. */
const looked = check({
  id: 'update.looked',
  title: 'clients and extensions are those that were agreed',
  requirements: ['MIMI-UPD-001'],
  roles: ['hub'],
  needs: [...hosting, 'submit'],
  fails: 'as the test has it',
  async run({ target, peer, other, readings, observe, draft }) {
    const [bob, cathy] = [peer.user(), other.user()]
    const room = await target.host({ members: [{ user: bob, role: 'admin' }] })
    await room.update(room.client(bob), { admit: [{ user: cathy }] })
    await room.update(room.client(bob), { roles: room.roles.filter(({ name }) => name !== 'moderator') })
    await room.update(room.creator, { expel: [cathy] })
    const group = await room.client(bob).group()
    const types = group.members.map(({ leafNode: { credential } }) => credential.credential_type)
    const users = group.members.flatMap(({ leafNode: { credential } }) => credentialIdentity(credential))
    const states = agreed[draft](readings)
    const held = room.context.extensions.some(({ extension_type }) => extension_type === states)
    const roles = room.roles.map(({ name }) => name)
    const listed = room.participants.map(({ user }) => user)
    observe(
      JSON.stringify({
        types,
        held,
        moderators: roles.includes('moderator'),
        inStep: users.every((user) => listed.includes(user)) && listed.length === users.length,
      }),
    )
  },
})

const agreed: ByDraft<(readings: Readings) => number> = byDraft({
  '01': statesExtension,
  '02ed': statesExtension,
  '06': () => extensionTypes.app_data_dictionary,
})

function statesExtension({ applicationStatesExtension }: Readings): number {
  return applicationStatesExtension
}

const { basic, x509 } = credentialTypes
const numbers = {
  appSyncExtension: 0xf1a1,
  applicationStatesExtension: 0xf1a2,
  frankAadExtension: 0xf1a3,
  participantListApplication: 77,
  roomPolicyApplication: 78,
  participantListForm: 'unordered-list',
  roomPolicyForm: 'irreducible',
  signedJoiningCode: 'as-sent',
  contentType: 'application/mimi',
} as const

const variants: [string, Partial<Readings>, number][] = [
  ['X.509 credentials', { clientCredential: 'x509' }, x509],
  ['other numbers and forms', numbers, basic],
]

describe.each(drafts)('the reference provider in draft %s', (draft) => {
  it.each(variants)('conforms when both sides agree on %s', { timeout: 60_000 }, async (_, readings, type) => {
    const results = await resultsOf({ draft, checks: [...suites, looked], readings })
    const seen = results.find(({ id }) => id === looked.id)
    const expected = { types: [type, type], held: true, moderators: false, inStep: true }
    expect(seen?.findings.map(({ actual }) => actual)).toEqual([JSON.stringify(expected)])
    const others = results.filter(({ id }) => id !== looked.id)
    expect(others.length).toBeGreaterThan(10)
    expect(others.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })
})
