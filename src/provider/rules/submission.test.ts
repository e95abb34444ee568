import { expect, it } from 'vitest'
import { encode } from '../../codec/index.js'
import { defaultReadings as readings } from '../../drafts/readings.js'
import { generateSignatureKeys } from '../../mls/sign.js'
import { rawPrivateKey } from '../../mls/keys.js'
import { basicCredential } from '../../mls/credential.js'
import { componentIds, type Extension } from '../../mls/wire/index.js'
import { withDictionary } from '../../mls/wire/app-state.js'
import { OperationalParameters } from '../../wire/operational-policy.js'
import { FrankingAgentData } from '../../wire/franking.js'
import { frankingRules } from './franking.js'
import { submissionRules } from './submission.js'

it('lets a message be as late as the room says, and no later', () => {
  const { timely } = submissionRules
  const judged = (tolerance: bigint) => [8n, 7n, 6n, 5n, 0n].map((epoch) => timely(epoch, 7n, tolerance))
  expect(judged(0n)).toEqual(['ahead', 'in time', 'too old', 'too old', 'too old'])
  expect(judged(1n)).toEqual(['ahead', 'in time', 'in time', 'too old', 'too old'])
  expect(judged(255n)).toEqual(['ahead', 'in time', 'in time', 'in time', 'in time'])
})

it('takes the tolerance from the operational policy of the room', () => {
  const none = { versions: [], cipher_suites: [], extensions: [], proposals: [], credentials: [], wire_formats: [] }
  const capabilities = { ...none, component_ids: [], safe_aad_types: [], media_types: [], content_types: [] }
  const time = { minimum_time: 0n, default_time: 0n, maximum_time: 0n }
  const data = encode(OperationalParameters, {
    mandatory_capabilities: capabilities,
    default_capabilities: capabilities,
    forbidden_capabilities: capabilities,
    handshake_formats: [],
    external_proposal_allowed: 'true',
    external_commit_allowed: 'true',
    pending_proposal_policy: { pending_proposal_strategy: 'unspecified' },
    LeafNode_update_time: time,
    app_message_policy: { epoch_tolerance: 3, pad_to_size: 0, max_generations_skipahead: 0 },
    max_kp_lifetime: 0n,
    max_credential_lifetime: 0n,
    resumption_psk_lifetime: 0n,
    sender_nonce_keypair_lifetime: time,
    max_keypairs: 0,
    buffer_incoming_message_time: time,
    max_buffered_messages: 0,
  })
  const component_id = componentIds.mls_operational_policy
  const tolerance = (extensions: readonly Extension[]) => submissionRules.tolerance({ extensions })
  expect(tolerance(withDictionary([], [{ component_id, data }]))).toBe(3n)
  expect(tolerance(withDictionary([], [{ component_id, data: data.subarray(1) }]))).toBe(0n)
  expect(tolerance([])).toBe(0n)
})

it('franks in 06 with the key that the group names, and in no other group', () => {
  const { publicKey, privateKey } = generateSignatureKeys(1)
  const keys = { suite: 1, publicKey, privateKey: rawPrivateKey(privateKey) }
  const agent = (franking_signature_key: Uint8Array) =>
    withDictionary(
      [],
      [
        {
          component_id: componentIds.franking_signature_key,
          data: encode(FrankingAgentData['06'], {
            franking_signature_key,
            credential: basicCredential('mimi://a.example'),
          }),
        },
      ],
    )
  const can = (extensions: readonly Extension[], suite = 1) =>
    frankingRules.can['06']({ extensions, suite, epoch: 0n, keys, secrets: [], readings })
  expect(can(agent(publicKey))).toBe(true)
  expect([can([]), can(agent(generateSignatureKeys(1).publicKey)), can(agent(publicKey), 2)]).toEqual([
    false,
    false,
    false,
  ])
})
