import { fault } from '../../fault.js'
import { uriBytes, uriText } from '../../uri.js'

export const pseudonymExposed = fault({
  id: 'pseudonym.exposed',
  summary: 'answers for key material of a pseudonym in the name of the account behind it',
  breaks: ['MIMI-PSD-005'],
  apply: (ports) => {
    const { keyMaterial } = ports.rules
    const account = (user: Uint8Array) => {
      const behind = ports.store.users.find(uriText(user))?.pseudonymOf
      return behind === undefined ? user : uriBytes(behind)
    }
    const compose: typeof keyMaterial.compose = (status, user, clients) =>
      keyMaterial.compose(status, account(user), clients)
    return { ...ports, rules: { ...ports.rules, keyMaterial: { ...keyMaterial, compose } } }
  },
})
