/** keyMaterial (01: 5.2; 02ed: 5.2; 06: 5.2). */
import { arm, enclosing, enumeration, opaque, optional, struct, vector } from '../codec/index.js'
import { CipherSuite, SignaturePublicKey } from '../mls/wire/index.js'
import { Capabilities, Credential, KeyPackage, RequiredCapabilities } from '../mls/wire/index.js'
import { byDraft, perDraft } from './by-draft.js'
import { IdentifierUri, Protocol } from './common.js'

/** `roomId` is an empty URI where there is no room. An empty list of suites is read, not written (R-W42). */
const parties = {
  protocol: Protocol,
  requestingUser: IdentifierUri,
  targetUser: IdentifierUri,
  roomId: IdentifierUri,
}

const wanted = {
  acceptableCiphersuites: vector(CipherSuite),
  requiredCapabilities: RequiredCapabilities,
}

const requester = { requesterSignatureKey: SignaturePublicKey, requesterCredential: Credential }

const unsigned = struct('KeyMaterialRequest', parties).select('protocol', { mls10: wanted })

const signed = struct('KeyMaterialRequest', parties).select('protocol', {
  mls10: { ...wanted, ...requester, key_material_request_signature: opaque },
})

export const KeyMaterialRequest = byDraft({ '01': unsigned, '02ed': unsigned, '06': signed })

/** What the requester signs since 04, under the label of the same name; the algorithm is that of the suites (R-W21). */
export const KeyMaterialRequestTBS = byDraft({
  '01': null,
  '02ed': null,
  '06': struct('KeyMaterialRequestTBS', parties).select('protocol', { mls10: { ...wanted, ...requester } }),
})

/** Reading R-W02: semicolons between enum members are slips. */
const KeyMaterialUserCode = enumeration(1, {
  success: 0,
  partialSuccess: 1,
  incompatibleProtocol: 2,
  noCompatibleMaterial: 3,
  userUnknown: 4,
  noConsent: 5,
  noConsentForThisRoom: 6,
  userDeleted: 7,
})

const KeyMaterialClientCode = enumeration(1, { success: 0, keyMaterialExhausted: 1, nothingCompatible: 2 })

/** Reading R-W12: the protocol stands in the response around it; KeyPackages come without an MLSMessage header (R-W24). */
const clientKeyMaterial = struct('ClientKeyMaterial', {
  clientStatus: KeyMaterialClientCode,
  clientUri: IdentifierUri,
}).select('clientStatus', {
  success: arm({}).select(enclosing('protocol', 'mls10'), { mls10: { keyPackage: KeyPackage } }),
  keyMaterialExhausted: {},
  nothingCompatible: arm({}).select(enclosing('protocol', 'mls10'), {
    mls10: { clientCapabilities: optional(Capabilities) },
  }),
})
export const ClientKeyMaterial = perDraft(() => clientKeyMaterial)

const keyMaterialResponse = struct('KeyMaterialResponse', {
  protocol: Protocol,
  userStatus: KeyMaterialUserCode,
  userUri: IdentifierUri,
  clients: vector(clientKeyMaterial),
})
export const KeyMaterialResponse = perDraft(() => keyMaterialResponse)
