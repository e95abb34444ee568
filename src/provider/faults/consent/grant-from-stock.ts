import { forwarded } from '../kit/forwarded-entry.js'

export const grantFromStock = forwarded({
  id: 'consent.grant-from-stock',
  summary: 'puts key packages into a grant that it goes on handing out',
  breaks: ['MIMI-CON-020'],
  send(entry, { store }) {
    if (entry.consentOperation !== 'grant') return entry
    const user = store.users.find(Buffer.from(entry.targetUri.uri).toString('utf8'))
    const stocked = (user?.devices ?? []).flatMap((device) => store.keys.stock(device))
    return { ...entry, clientKeyPackages: stocked.map(({ keyPackage }) => keyPackage) }
  },
})
