import { forwarded } from '../kit/forwarded-entry.js'

export const grantAltered = forwarded({
  id: 'consent.grant-altered',
  summary: 'adds an extension to the key packages in a grant, so that their signatures no longer hold',
  breaks: ['MIMI-CON-020'],
  send: (entry) =>
    entry.consentOperation === 'grant'
      ? {
          ...entry,
          clientKeyPackages: entry.clientKeyPackages.map((keyPackage) => ({
            ...keyPackage,
            extensions: [...keyPackage.extensions, { extension_type: 0xf0ff, extension_data: new Uint8Array() }],
          })),
        }
      : entry,
})
