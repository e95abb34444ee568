import { createDevice, type KeyPackageOptions } from '../mls/device.js'
import type { PeerUserOptions } from './peer.js'
import type { PeerDevice, PeerUser } from './user.js'
import type { Session } from './session.js'

/** How MLS clients present themselves: readings of the run. */
export interface ClientForm {
  /** Reading R-KEY-022: whose URI a basic credential has as identity. */
  credentialForm?: 'user' | 'client'
}

/** A user of a domain with fresh devices, under names that no other check uses. */
export function makeUser(
  domain: string,
  session: Session,
  form: ClientForm,
  { devices: count = 1, name: prefix = 'user', suite = 1 }: PeerUserOptions,
): PeerUser {
  const name = session.name(prefix)
  const uri = `mimi://${domain}/u/${name}`
  const devices = Array.from({ length: Math.max(1, count) }, (_, index): PeerDevice => {
    const clientUri = `mimi://${domain}/d/${name}-${index + 1}`
    const mls = createDevice({ draft: session.draft, userUri: uri, clientUri, suite, ...form })
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
