import { lenientPlace } from '../kit/lenient-place.js'

export const consentGrantSecondKeyPackage = lenientPlace({
  id: 'consent.grant-second-key-package',
  summary: 'takes a leaf of a source that it does not know in the second and further key packages of a grant',
  breaks: ['MIMI-COD-010'],
  action: 'updateConsent',
  mend: ({ code, path, offset }, body) =>
    code === 'enum-unknown' && /^clientKeyPackages\[[1-9]\d*\]\.leaf_node\.leaf_node_source$/.test(path)
      ? body.with(offset, 1)
      : null,
})
