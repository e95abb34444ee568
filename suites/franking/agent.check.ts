import { X509Certificate } from 'node:crypto'
import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { tryDecode } from '../../src/codec/index.js'
import { importPublicKey } from '../../src/mls/keys.js'
import { suiteOf } from '../../src/mls/suites.js'
import { componentIds, type Credential } from '../../src/mls/wire/index.js'
import { FrankingAgentData } from '../../src/wire/franking.js'
import { hex, hosted } from './franked.js'

/** What the target asks for as franking agent of a room in this cipher suite; a skip where it wants to be none. */
async function agentIn({ target, peer, must, skip }: CheckContext, suite: number) {
  const creator = await target.account({ suite })
  const room = await target.host({ creator, suite, members: [{ user: peer.user({ suite }) }] })
  const { components = [] } = room.prepared
  const asked = components.find(({ component_id }) => component_id === componentIds.franking_signature_key)
  if (!asked) return skip('prepareRoom asks for no franking agent in the GroupContext')
  const read = tryDecode(FrankingAgentData['06'], asked.data)
  return must(read.ok && read.value, {
    expected: `a FrankingAgentData as component ${componentIds.franking_signature_key}`,
    actual: read.ok ? '' : `${hex(asked.data)}: ${read.error.message}`,
  })
}

/** Ed25519, and ECDSA with P-256: a hub that has one key for all of its rooms has it for one of these alone. */
const keys = [
  { word: 'key', suite: 1 },
  { word: 'other-key', suite: 2 },
].map(({ word, suite }) =>
  check({
    ...hosted,
    id: `franking.agent.${word}`,
    title: `The franking key is one of the signature algorithm of the room's cipher suite, ${suite}`,
    requirements: ['MIMI-FRK-014'],
    fails: `franking_signature_key is no public key for cipher suite ${suite}.`,
    async run(context) {
      const { franking_signature_key } = await agentIn(context, suite)
      const { name, signature } = suiteOf(suite)
      context.that(importPublicKey(signature, franking_signature_key) !== null, {
        expected: `a public key for ${name} as franking_signature_key`,
        actual: hex(franking_signature_key),
      })
    },
  }),
)

const credential = check({
  ...hosted,
  id: 'franking.agent.credential',
  title: "The credential of the franking agent names the hub's domain",
  requirements: ['MIMI-FRK-014'],
  fails: "It is neither a basic credential with the provider's URI or domain nor a certificate for that domain.",
  async run(context) {
    const { credential: presented } = await agentIn(context, 1)
    const { domain } = context.target
    const { names, shown } = naming(presented, domain)
    context.that(names, {
      expected: `a basic credential with mimi://${domain} or ${domain}, or an X.509 one whose certificate is for ${domain}`,
      actual: shown,
    })
  },
})

function naming(presented: Credential, domain: string): { names: boolean; shown: string } {
  if ('identity' in presented) {
    const identity = Buffer.from(presented.identity).toString('utf8')
    return {
      names:
        identity
          .toLowerCase()
          .replace(/^mimi:\/\//, '')
          .replace(/\/$/, '') === domain,
      shown: identity,
    }
  }
  const [first] = presented.certificates
  try {
    const certificate = new X509Certificate(first?.cert_data ?? new Uint8Array())
    return { names: certificate.checkHost(domain) !== undefined, shown: certificate.subjectAltName ?? 'no name at all' }
  } catch {
    return { names: false, shown: 'a certificate that cannot be read' }
  }
}

export default [...keys, credential]
