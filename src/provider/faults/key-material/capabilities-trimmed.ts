import type { Client } from '../../rules/key-material.js'
import { composing } from '../kit/composing.js'

export const capabilitiesTrimmed = composing({
  id: 'key-material.capabilities-trimmed',
  summary: 'leaves out capabilities of the key packages that it hands out',
  breaks: ['MIMI-KEY-022'],
  compose: (right) => ({ ...right, clients: right.clients.map(trimmed) }),
})

function trimmed(client: Client): Client {
  if (client.clientStatus !== 'success') return client
  const { leaf_node } = client.keyPackage
  const { capabilities } = leaf_node
  const cipher_suites = capabilities.cipher_suites.filter((suite) => suite === client.keyPackage.cipher_suite)
  return {
    ...client,
    keyPackage: { ...client.keyPackage, leaf_node: { ...leaf_node, capabilities: { ...capabilities, cipher_suites } } },
  }
}
