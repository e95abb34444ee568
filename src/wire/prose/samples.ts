/** Contents for fields of which the text says more than the declaration. */
import type { Kind } from './kinds.js'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

/** Public keys of Ed25519. */
const signatureKeys = [
  'bf02dd7d1cef6c11b39faaa28f4a0852698fd99a53ee125850303d7f2aed97dc',
  '334b0cb4331c9a4c50dc1b91cc846cdbcaae695e8b12f1b86c0b91d8fa80cef6',
  '3c6f9bb1ea7988ad9f5264d637c2a83a2003145a084b062c71933d98c1b729bd',
  '1e88752e047808d4604fd0071aad6c02157617b089652082066adc0d63d76012',
].map(hex)

/** The key that the certificate is for, as the one of a client with an x509 credential has to be (RFC 9420, 5.3). */
export const certifiedKey = hex('bf02dd7d1cef6c11b39faaa28f4a0852698fd99a53ee125850303d7f2aed97dc')

/** For a.example, signed by itself with Ed25519, until 2126. */
export const certificate = hex(
  '3082013e3081f1a0030201020214279d0bea3b23bdba57201a99480f95170a96eb33300506032b657030143112301006035504030c09612e65' +
    '78616d706c653020170d3236313132393032313332305a180f32313236313130353032313332305a30143112301006035504030c09612e6578' +
    '616d706c65302a300506032b6570032100bf02dd7d1cef6c11b39faaa28f4a0852698fd99a53ee125850303d7f2aed97dca3533051301d0603' +
    '551d0e041604147492e394cbc625d46680640d0010cd95d531b33b301f0603551d230418301680147492e394cbc625d46680640d0010cd95d5' +
    '31b33b300f0603551d130101ff040530030101ff300506032b65700341000c17eeb2c26ede159f37c1a8209c99038fbcf1e33df978a72aa094' +
    '093439081874a54daee2afd98b4d1c8082234a5febe319435d0d4f06b82a5b243afcceaa0d',
)

const text = new TextEncoder()

/** Where a URI's own part begins. */
const prefix = 'mimi://a.example/'

/**
 * Content that fits, as of cipher suite 1.
 * @param mark a number, so that contents differ
 * @param fill makes that many bytes of any kind
 */
export function sample(kind: Kind, mark: number, fill: (length: number) => Uint8Array): Uint8Array {
  switch (kind) {
    case 'kem-key':
    case 'hash':
    case 'hash-or-none':
      return fill(32)
    case 'signature-key':
      return signatureKeys[mark % signatureKeys.length] ?? certifiedKey
    case 'signature':
      return fill(64)
    case 'aead-key':
      return fill(16)
    case 'aead-nonce':
      return fill(12)
    case 'sealed':
      return fill(17 + (mark % 8))
    case 'certificate':
      return certificate
    case 'label':
      return text.encode(`MLS 1.0 ${letters(mark, 3)}`)
    case 'uri':
      return text.encode(`${prefix}${letters(mark, 3)}`)
    case 'domain':
      return text.encode(`${letters(mark, 3)}.example`)
    case 'text':
      return text.encode(letters(mark, 3))
    case 'token':
      return text.encode(letters(mark, 2))
  }
}

const starts: Partial<Record<Kind, string>> = { uri: prefix, label: 'MLS 1.0 ', domain: '', text: '', token: '' }

/** Content of that length, for a kind that can have it; undefined otherwise. */
export function sampleOfLength(kind: Kind, length: number): Uint8Array | undefined {
  const start = starts[kind]
  if (start === undefined || length <= start.length) return undefined
  return text.encode(start + letters(0, length - start.length))
}

function letters(mark: number, length: number): string {
  return Array.from({ length }, (_, i) => String.fromCharCode(0x61 + (((mark >>> (8 * (i % 3))) + i) % 26))).join('')
}
