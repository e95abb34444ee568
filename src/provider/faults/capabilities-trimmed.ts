import { fault } from '../fault.js'
import type { Client } from '../rules/key-material.js'

export const capabilitiesTrimmed = fault({
  id: 'key-material.capabilities-trimmed',
  summary: 'leaves out capabilities of the key packages that it hands out',
  breaks: ['MIMI-KEY-022'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, userUri, clients) =>
          ports.rules.keyMaterial.compose(userStatus, userUri, clients.map(trimmed)),
      },
    },
  }),
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
