import { describe, expect, it } from 'vitest'
import { defaultReadings, reading, readings, readingsOf } from './readings.js'
import { wireReadings } from './wire-readings.js'

describe('the readings', () => {
  it('number the decisions of the codec without a gap', () => {
    const expected = Array.from({ length: 47 }, (_, index) => `R-W${String(index + 1).padStart(2, '0')}`)
    expect(wireReadings.map(({ id }) => id)).toEqual(expected)
  })

  it('have unique ids, and each parameter belongs to readings that exist', () => {
    expect(new Set(readings.map(({ id }) => id)).size).toBe(readings.length)
    for (const id of Object.values(readingsOf).flat()) expect(reading(id)?.id).toBe(id)
  })

  it('tell their parameters and drafts', () => {
    expect(reading('R-W31')?.parameters).toEqual(['semiPrivateWireFormat', 'externalReceiversExtension'])
    expect(reading('R-KEY-032')).toMatchObject({ drafts: ['06'], parameters: [] })
    expect(reading('R-DIR-012')).toBeUndefined()
  })

  it('are written down in docs/readings.md (vitest -u renews it)', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/readings.md')
  })
})

const row = (...cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

function page(): string {
  const configured = Object.entries(readingsOf).map(([parameter, ids]) => {
    const value = Object.entries(defaultReadings).find(([name]) => name === parameter)?.[1]
    const shown = typeof value === 'number' && value > 0xff ? `${value} (0x${value.toString(16)})` : String(value)
    return row(`\`${parameter}\``, `\`${shown}\``, ids.join(', '))
  })
  const wire = wireReadings.map(({ id, drafts, unclear, decision }) =>
    row(id, drafts.join(' ') || 'published 02', unclear, decision),
  )
  const catalogued = readings
    .filter(({ id }) => !id.startsWith('R-W'))
    .map(({ id, drafts, summary }) => row(id, drafts.join(' '), summary))
  return `# Readings

A reading is a named interpretation that Mimicry takes where a draft is ambiguous or wrong. Findings and reports cite it
by its id. \`R-W16\` is a decision of the codec; \`R-KEY-032\` is how the ambiguity is treated that the catalogue records at
MIMI-KEY-032. This page is generated from \`src/drafts/\` and kept current by a test.

## What can be configured

The member \`readings\` of \`mimicry.config.json\` takes these; whatever is left out has its default.

| parameter | default | readings |
|---|---|---|
${configured.join('\n')}

- \`semiPrivateWireFormat\`: null means that the target takes no SemiPrivateMessage, and what needs one is skipped. Take a
  number from the private range 0xf000 to 0xffff. The envelope that revision -04 of its draft put around it is not spoken.
- \`appSyncExtension\`, \`applicationStatesExtension\`, \`participantListApplication\`, \`roomPolicyApplication\`: the numbers
  that 01 and 02ed leave open. Two implementations interoperate only where they agree on them.
- \`participantListForm\`: \`map\` has an entry for each user, the user's URI as its name and the name of the role as its value;
  \`unordered-list\` has elements \`opaque user<V>; opaque role<V>;\`, and gives a user another role by removing and adding.
- \`roomPolicyForm\`: \`map\` has an entry for each role, its name and as value the names of its permissions, an \`opaque<V>\`
  each within one \`<V>\`; \`irreducible\` holds \`struct { opaque role<V>; opaque permissions<V><V>; }\` for all roles within one
  \`<V>\`. Permissions are canAddUser, canRemoveUser and canSetUserRole. A participant whose role is called \`banned\` is banned.
  Changing the roles themselves needs canSetUserRole.
- \`frankAadExtension\`: marks the franking tag among the safe items that 02ed's messages carry in their authenticated data.
- \`clientCredential\`: \`user-uri\` or \`client-uri\` as the identity of a basic credential, or \`x509\`: a certificate of its own
  for each key of a client, issued by the run's authority, with the user's URI as alternative name. Under \`client-uri\` a hub
  has to know by other means whose client it is: the reference provider does not, and refuses such clients in its rooms.
- \`pathExpansion\`: for \`mimi://a.example/r/x\`, \`encoded-uri\` gives \`mimi%3A%2F%2Fa.example%2Fr%2Fx\`, \`encoded-path\`
  gives \`a.example%2Fr%2Fx\`, \`bare-path\` gives \`a.example/r/x\`.
- \`contentType\`: the media type of every request body.
- \`signedJoiningCode\`: \`optional\` signs the joining code behind a presence octet, \`as-sent\` as a plain vector.

## Decisions of the codec

| id | drafts | what is unclear | what Mimicry does |
|---|---|---|---|
${wire.join('\n')}

Room policy (room-policy-03) adds slips of its own, read as follows: \`bool\` and \`Optionality\` have one byte; a select on
\`mandatory\` means \`required\`; \`optional uint32\` is \`optional<uint32>\`; \`parent_room\` and \`link_preview_proxy\` are vectors of
zero or one; \`policy_component_ids\` holds ComponentIDs; \`target_role\` is a whole Role; \`WireFormats\` is WireFormat;
\`join_link\` is \`opaque<V>\`; \`permitted_media_types\` is a vector behind a presence octet; the arm \`extension\` of
PendingProposalPolicy has no number and does not exist; where prose and structure differ the structure is followed.

Rules of structures that the reader holds to, as \`value-invalid\`: components of an AppDataDictionary or SafeAAD in
increasing order, each once; \`unmerged_leaves\` in increasing order; \`version = mls10\` where RFC 9420 writes it as a
constant; a proposal, credential or wire format that no table has, since it cannot be delimited.

## Ambiguities of the catalogue

| id | drafts | how it is treated |
|---|---|---|
${catalogued.join('\n')}
`
}
