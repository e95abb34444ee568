/** The files of cryptographic vectors by name. */
import type { CryptoVectorFile } from '../types.js'
import { contextHashes, frankingTags, serverFranks } from './franking.js'
import { franks } from './franks.js'
import { groupInfoEncryption } from './group-info-encryption.js'
import { groupInfoRequests } from './group-info-requests.js'
import { groupInfoResponses } from './group-info-responses.js'
import { keyMaterialRequests } from './key-material.js'
import { keyPackageReferences } from './key-packages.js'
import { extensionProposalReferences, proposalReferences } from './proposal-references.js'

/** Made anew each time, octet for octet the same. */
export function cryptographicVectors(): Readonly<Record<string, CryptoVectorFile>> {
  return {
    'frank-06': franks(),
    'franking-context-hash-02ed': contextHashes(),
    'franking-tag-02ed': frankingTags('02ed'),
    'franking-tag-06': frankingTags('06'),
    'group-info-encryption-06': groupInfoEncryption(),
    'group-info-request-01-02ed': groupInfoRequests(['01', '02ed']),
    'group-info-request-06': groupInfoRequests(['06']),
    'group-info-response-01-02ed': groupInfoResponses(['01', '02ed']),
    'group-info-response-06': groupInfoResponses(['06']),
    'key-material-request-06': keyMaterialRequests(),
    'key-package-reference': keyPackageReferences(),
    'proposal-reference': proposalReferences(),
    'proposal-reference-06': extensionProposalReferences(),
    'server-frank-02ed': serverFranks('02ed'),
    'server-frank-06': serverFranks('06'),
  }
}
