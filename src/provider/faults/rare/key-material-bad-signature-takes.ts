import { fault } from '../../fault.js'
import { uriText } from '../../uri.js'

export const keyMaterialBadSignatureTakes = fault({
  id: 'key-material.bad-signature-takes',
  summary: 'uses up a key package for each request with a wrong signature',
  breaks: ['MIMI-KEY-032'],
  drafts: ['06'],
  foundBy: 'endpoint',
  apply(ports) {
    const { store, rules } = ports
    const { users, keys } = store
    let wrong = false
    const keyMaterial: typeof rules.keyMaterial = {
      ...rules.keyMaterial,
      verifies(proof) {
        wrong = !rules.keyMaterial.verifies(proof)
        return !wrong
      },
      compose(code, userUri, clients) {
        for (const device of (wrong && users.find(uriText(userUri))?.devices) || []) {
          const [first] = keys.stock(device)
          if (first) keys.take(device, first.ref)
        }
        wrong = false
        return rules.keyMaterial.compose(code, userUri, clients)
      },
    }
    return { ...ports, rules: { ...rules, keyMaterial } }
  },
})
