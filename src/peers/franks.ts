/** Franks as a receiver verifies them, by our own reading of the drafts (06: 5.4.1.3). */
import { tryDecode } from '../codec/index.js'
import { verifyWithLabel } from '../mls/sign.js'
import { component } from '../mls/wire/app-state.js'
import { componentIds, type GroupContext } from '../mls/wire/index.js'
import type { ValueIn } from '../wire/by-draft.js'
import { type Frank, FrankingAgentData } from '../wire/franking.js'
import { frankingIntegrityLabel, frankingIntegrityTbs } from '../wire/franking-marks.js'

/** What a frank of 06 says was received: by whom it was sent, where, and when it was accepted. */
export interface Franked {
  /** URIs. */
  readonly sender: string
  readonly room: string
  /** ms since the epoch. */
  readonly timestamp: bigint
}

/** What is wrong with a frank of 06 in a group; null for one that a receiver would take. */
export function frankDefect(
  frank: ValueIn<typeof Frank, '06'>,
  { cipher_suite, extensions }: GroupContext,
  { sender, room, timestamp }: Franked,
): string | null {
  const { server_frank, franking_signature_ciphersuite } = frank
  if (franking_signature_ciphersuite !== cipher_suite)
    return `it names cipher suite ${franking_signature_ciphersuite}, the group has ${cipher_suite}`
  const data = component(extensions, componentIds.franking_signature_key)
  const agent = data && tryDecode(FrankingAgentData['06'], data)
  if (!agent?.ok) return `the GroupContext has ${data ? 'a franking agent that cannot be read' : 'no franking agent'}`
  const content = frankingIntegrityTbs(server_frank, franking_signature_ciphersuite, { sender, room, time: timestamp })
  const { franking_signature_key } = agent.value
  const { franking_integrity_signature: signature } = frank
  return verifyWithLabel(cipher_suite, franking_signature_key, frankingIntegrityLabel, content, signature)
    ? null
    : `its signature does not verify for ${sender} in ${room} at ${timestamp}`
}
