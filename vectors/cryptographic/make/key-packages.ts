/** References of key packages (RFC 9420, 5.2 and 10), the same in every draft. */
import { encode } from '../../../src/codec/index.js'
import { drafts } from '../../../src/drafts/ids.js'
import { labelPrefix } from '../../../src/mls/sign.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import { type Extension, KeyPackage, KeyPackageTBS, MLSMessage, wireFormats } from '../../../src/mls/wire/index.js'
import type { ReferenceFile } from '../types.js'
import { carol, leafNode } from './group.js'
import { hpkeKeys, privateHex, signatureKeys } from './keys.js'
import { caseOf, type Kind, type Referable, referenceNotes, wrongReferences } from './references.js'
import { signed } from './sign.js'
import { suitesInDepth } from './signatures.js'

const kind: Kind = { struct: 'KeyPackage', codec: KeyPackage, label: `${labelPrefix}KeyPackage Reference` }

/** Of a private number, so that every reader has to pass it on as it is. */
const unknownExtension: Extension = { extension_type: 0xf00d, extension_data: new Uint8Array(100).fill(0xab) }

export function keyPackageOf(suite: number, extensions: Extension[] = []): KeyPackage {
  const unsigned: KeyPackageTBS = {
    version: 1,
    cipher_suite: suite,
    init_key: hpkeKeys(suite, `${carol}, init`).publicKey,
    leaf_node: leafNode(
      suite,
      carol,
      extensions.map(({ extension_type }) => extension_type),
    ),
    extensions,
  }
  const keys = signatureKeys(suite, carol)
  return { ...unsigned, signature: signed(suite, keys, 'KeyPackageTBS', encode(KeyPackageTBS, unsigned)) }
}

function referable(suite: number, extensions?: Extension[]): Referable & { value: KeyPackage } {
  const value = keyPackageOf(suite, extensions)
  return {
    suite,
    value,
    content: encode(KeyPackage, value),
    keys: {
      initPrivateKey: privateHex(hpkeKeys(suite, `${carol}, init`)),
      encryptionPrivateKey: privateHex(hpkeKeys(suite, `${carol}, leaf`)),
      signaturePrivateKey: privateHex(signatureKeys(suite, carol)),
    },
  }
}

export function keyPackageReferences(): ReferenceFile {
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts,
    object: 'KeyPackageRef',
    operation: 'reference',
    sections: ['RFC 9420, 5.2'],
    notes: { ...referenceNotes },
    cases: [
      ...supportedSuites.map((suite) =>
        caseOf(kind, referable(suite), { id: 'genuine', comment: 'Carol’s key package' }),
      ),
      ...suitesInDepth.map((suite) =>
        caseOf(kind, referable(suite, [unknownExtension]), {
          id: 'extension',
          comment: 'with an extension of a private number, which is hashed as it stands',
        }),
      ),
      ...suitesInDepth.flatMap(wrong),
    ],
  }
}

function wrong(suite: number) {
  const object = referable(suite)
  const { value } = object
  const message = { version: 1, wire_format: wireFormats.mls_key_package, key_package: value }
  return wrongReferences(kind, object, `${labelPrefix}Proposal Reference`, [
    {
      id: 'message-hashed',
      comment: 'the MLSMessage around the key package is hashed, 4 octets more',
      content: encode(MLSMessage['06'], message),
    },
    {
      id: 'tbs-hashed',
      comment: 'the key package is hashed without its signature',
      content: encode(KeyPackageTBS, value),
    },
    { id: 'init-key-hashed', comment: 'the init_key alone is hashed', content: value.init_key },
  ])
}
