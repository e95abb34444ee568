/** The keys of the directory (5.1): the actions that one provider can ask of another. */
export const actions = [
  'keyMaterial',
  'update',
  'notify',
  'submitMessage',
  'groupInfo',
  'requestConsent',
  'updateConsent',
  'identifierQuery',
  'reportAbuse',
  'proxyDownload',
] as const
export type Action = (typeof actions)[number]
