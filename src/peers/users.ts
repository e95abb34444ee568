import type { Credential } from '../mls/wire/credential.js'
import { createDevice, type KeyPackageOptions } from '../mls/device.js'
import type { KeyPair } from '../mls/keys.js'
import type { PeerUserOptions } from './peer.js'
import type { PeerDevice, PeerUser } from './user.js'
import type { Session } from './session.js'

/** How MLS clients present themselves: readings of the run. */
export interface ClientForm {
  /** Reading R-KEY-022: whose URI a basic credential has as identity. */
  credentialForm?: 'user' | 'client'
}

/** A user's URI and those of its devices, which no other check uses. */
export interface UserNames {
  readonly uri: string
  readonly domain: string
  readonly devices: readonly string[]
}

export function nameUser(
  domain: string,
  session: Session,
  { devices = 1, name: prefix = 'user' }: PeerUserOptions,
): UserNames {
  const name = session.name(prefix)
  const numbers = Array.from({ length: Math.max(1, devices) }, (_, index) => index + 1)
  const uris = numbers.map((number) => `mimi://${domain}/d/${name}-${number}`)
  return { uri: `mimi://${domain}/u/${name}`, domain, devices: uris }
}

/** What a device presents in place of a basic credential, with the key in it. */
export interface Presented {
  readonly credential: Credential
  readonly signatureKeys: KeyPair
}

/** A user with fresh devices. @param presented by device, in order; basic credentials where there is none */
export function makeUser(
  { uri, domain, devices: uris }: UserNames,
  session: Session,
  form: ClientForm,
  { suite = 1 }: Pick<PeerUserOptions, 'suite'>,
  presented: readonly Presented[] = [],
): PeerUser {
  const devices = uris.map((clientUri, index): PeerDevice => {
    const mls = createDevice({
      draft: session.draft,
      userUri: uri,
      clientUri,
      suite,
      ...form,
      credential: presented[index],
    })
    return {
      uri: clientUri,
      mls,
      keyPackages: (wanted: number, options?: KeyPackageOptions) => mls.keyPackages(wanted, options),
    }
  })
  const [device] = devices
  if (!device) throw new Error('a user has at least one device')
  return { uri, domain, devices, device }
}
