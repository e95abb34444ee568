/** Signatures that are the same each time: EdDSA by nature, ECDSA with the nonce of RFC 6979. */
import type { KeyPair } from '../../../src/mls/keys.js'
import { signBytes, signContent } from '../../../src/mls/sign.js'
import { suiteOf } from '../../../src/mls/suites.js'
import { der, signEcdsa } from './ecdsa.js'

/** SignWithLabel (RFC 9420, 5.1.2). @param label without the prefix `MLS 1.0 ` */
export function signed(suite: number, keys: KeyPair, label: string, content: Uint8Array): Uint8Array {
  return signedBytes(suite, keys, signContent(label, content))
}

/** Without a label. */
export function signedBytes(suite: number, keys: KeyPair, message: Uint8Array): Uint8Array {
  const parameters = suiteOf(suite)
  return parameters.signature.kty === 'EC'
    ? der(signEcdsa(parameters, keys, message))
    : signBytes(suite, keys.privateKey, message)
}
