import { createPublicKey } from 'node:crypto'
import { byDraft } from '../drafts/by-draft.js'
import type { Readings } from '../drafts/readings.js'
import { createDevice, type Device, type DeviceOptions, type KeyPackageOptions } from '../mls/device.js'
import type { PeerUserOptions } from './peer.js'
import type { PeerDevice, PeerUser } from './user.js'
import type { Session } from './session.js'
import type { Shared } from './shared.js'

/** What the network has to do with the making of MLS clients. */
export type Maker = Pick<Shared, 'draft' | 'readings' | 'credential'>

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

export interface ClientOptions extends Pick<DeviceOptions, 'userUri' | 'clientUri' | 'suite'> {
  /** Attributes of its certificate's subject: it presents an X.509 credential whatever the reading. */
  subject?: Readonly<Record<string, string>>
}

/** An MLS client that presents itself as the readings have it. @throws Skip, as soon as its credential is needed, where that cannot be made */
export function makeClient({ draft, readings, credential }: Maker, { subject, ...options }: ClientOptions): Device {
  const certified = subject !== undefined || readings.clientCredential === 'x509'
  return createDevice({
    draft,
    ...options,
    credentialForm: readings.clientCredential === 'client-uri' ? 'client' : 'user',
    certify: certified
      ? ({ privateKey }) => credential({ uri: options.userUri, publicKey: createPublicKey(privateKey), subject })
      : undefined,
    extensions: [
      ...contextExtensions[draft](readings),
      ...(readings.semiPrivateWireFormat === null ? [] : [readings.externalReceiversExtension]),
    ],
  })
}

/** A leaf lists each extension of the GroupContext (RFC 9420, 13.4). */
const contextExtensions = byDraft({ '01': appSyncExtensions, '02ed': appSyncExtensions, '06': () => [] })

function appSyncExtensions({ appSyncExtension, applicationStatesExtension }: Readings): number[] {
  return [appSyncExtension, applicationStatesExtension]
}

/** A user with fresh devices. */
export function makeUser(
  maker: Maker,
  { uri, domain, devices: uris }: UserNames,
  { suite = 1, subject }: Pick<PeerUserOptions, 'suite'> & Pick<ClientOptions, 'subject'>,
): PeerUser {
  const devices = uris.map((clientUri): PeerDevice => {
    const mls = makeClient(maker, { userUri: uri, clientUri, suite, subject })
    return {
      uri: clientUri,
      mls,
      keyPackages: (wanted: number, options?: KeyPackageOptions) => mls.keyPackages(wanted, options),
      handedOut: [],
    }
  })
  const [device] = devices
  if (!device) throw new Error('a user has at least one device')
  return { uri, domain, devices, device }
}
