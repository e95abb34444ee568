import { isUtf8 } from 'node:buffer'
import { check } from '../../src/check/define.js'
import { places } from './trial.js'

const fieldName = check({
  id: 'codec.string.field-name',
  title: 'The names of profile fields are UTF-8 behind one length',
  requirements: ['MIMI-COD-014', 'MIMI-COD-025'],
  roles: ['provider'],
  needs: ['createUser'],
  fails: 'fieldName, read as UTF-8 behind a length, is not the name that the profile has.',
  async run({ peer, target, name, that, skip }) {
    const value = name('Zoë')
    const known = 'given_name'
    await target.user({ devices: 0, consent: 'none', profile: [{ source: 'oidcStdClaim', name: known, value }] })
    const answer = await peer.identifierQuery({ elements: [{ type: 'oidcStdClaim', name: known, value }] })
    const profiles = answer.value?.foundProfiles ?? skip('no readable response; judged by query.answered')
    const fields = profiles.flatMap((profile, i) =>
      profile.fields.map((field, j) => ({ field, path: `foundProfiles[${i}].fields[${j}]` })),
    )
    if (fields.length === 0) skip('the target tells no field of the profile that was asked for')
    for (const { field, path } of fields) {
      that(/^[^\p{Cc}]+$/u.test(field.fieldName), {
        expected: `the name of a claim or property, such as ${known}`,
        actual: JSON.stringify(field.fieldName),
        path: `${path}.fieldName`,
        exchange: answer,
      })
      that(isUtf8(field.fieldValue), {
        requirement: 'MIMI-COD-025',
        expected: 'UTF-8 in fieldValue',
        actual: Buffer.from(field.fieldValue).toString('hex'),
        path: `${path}.fieldValue`,
        exchange: answer,
        as: 'warn',
      })
    }
  },
})

const errorDescription = check({
  id: 'codec.string.error-description',
  title: 'The error description in the answer to an update is UTF-8 behind one length',
  requirements: ['MIMI-COD-014'],
  roles: [...places.update.roles],
  fails: 'The answer to an update that is turned down does not read with errorDescription as UTF-8 behind a length.',
  async run(context) {
    const { peer, that, skip } = context
    const { about, body } = await places.update.prepare(context)
    // The same commit again is one for an epoch that is over.
    const first = await peer.send('update', about, body)
    const answer = first.code === 'success' ? await peer.send('update', about, body) : first
    const { value, error } = answer
    if (!value && !error) skip('needs a room that the target hosts: about an unknown room no UpdateRoomResponse came')
    const actual = value?.errorDescription ?? null
    that(actual !== null && !actual.includes('\0'), {
      expected: 'UTF-8 without NUL behind one length (reading R-W03)',
      actual: actual === null ? (error?.message ?? '') : JSON.stringify(actual),
      path: 'errorDescription',
      offset: 1,
      exchange: answer,
    })
  },
})

export default [fieldName, errorDescription]
