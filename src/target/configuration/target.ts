/** The target of one draft, from what is said for it and for all. */
import { resolve } from 'node:path'
import type { Draft } from '../../drafts/ids.js'
import { defaultReadings } from '../../drafts/readings.js'
import { readAuthority } from '../../transport/certificates.js'
import { readIdentity } from '../../transport/credentials.js'
import type { DriverConfiguration } from '../driver/index.js'
import type { Choice } from './drafts.js'
import type { LoadedFile } from './file.js'
import type { DraftSection, DriverSection } from './file-format.js'
import type { Settings } from './flags.js'
import { ConfigurationError, type PeersConfiguration, type TargetConfiguration } from './types.js'
import { address, anchors, directoryUrl, pem } from './values.js'

const defaultDriverTimeoutMs = 30_000

/** @throws ConfigurationError, CredentialError */
export async function configureTarget(
  { draft, declared }: Choice,
  { content, folder }: LoadedFile,
  settings: Settings,
  cwd: string,
): Promise<TargetConfiguration> {
  const own: DraftSection = content.drafts?.[draft] ?? {}
  const at = (key: keyof DraftSection) => (own[key] === undefined ? key : `drafts.${draft}.${key}`)
  const directory = settings.text('url') ?? own.directory
  const directoryName = settings.text('url') === undefined ? at('directory') : settings.nameOf('url')
  const connectTo = settings.text('connect-to') ?? own.connectTo ?? content.connectTo
  const connectToName = settings.text('connect-to') === undefined ? at('connectTo') : settings.nameOf('connect-to')
  const trust = settings.list('trust')
  return {
    draft,
    declared,
    directory: directory === undefined ? undefined : directoryUrl(directory, directoryName),
    domain: settings.text('domain') ?? own.domain,
    trustAnchors: trust
      ? anchors(trust, cwd, settings.nameOf('trust'))
      : anchors(own.trustAnchors ?? content.trustAnchors ?? [], folder, at('trustAnchors')),
    connectTo: connectTo === undefined ? undefined : address(connectTo, connectToName),
    roles: own.roles ?? content.roles,
    endpoints: { ...content.endpoints, ...own.endpoints },
    driver: configureDriver(own.driver ?? content.driver, folder, at('driver'), settings),
    readings: { ...defaultReadings, ...content.readings, ...own.readings },
    timing: { ...content.timing, ...own.timing },
    peers: await configurePeers(draft, { content, folder }),
  }
}

/** How the driver is reached. @throws ConfigurationError, CredentialError */
export function configureDriver(
  section: DriverSection = {},
  folder: string,
  name: string,
  settings: Settings,
): DriverConfiguration {
  const flag = settings.text('driver')
  if (flag !== undefined && !/^https?:\/\//.test(flag))
    throw new ConfigurationError([
      `${settings.nameOf('driver')} is ${JSON.stringify(flag)}; write the control URL of an http driver, such as http://127.0.0.1:8080/`,
    ])
  const {
    timeoutMs = defaultDriverTimeoutMs,
    command,
    file,
    url,
  } = flag === undefined ? section : { ...section, url: flag, command: undefined, file: undefined }
  const forms = Object.entries({ url, command, file }).filter(([, value]) => value !== undefined)
  if (forms.length > 1)
    throw new ConfigurationError([
      `${name} has ${forms.map(([form]) => form).join(' and ')}; keep the one form that the target speaks`,
    ])
  const token = settings.text('driver-token') ?? section.token
  if (url !== undefined) {
    const trustAnchors = section.trustAnchors && anchors(section.trustAnchors, folder, `${name}.trustAnchors`)
    return { form: 'http', url, token, trustAnchors, timeoutMs }
  }
  const [program, ...args] = command ?? []
  if (program !== undefined) {
    const cwd = resolve(folder, section.cwd ?? '.')
    return { form: 'command', command: [program, ...args], env: section.env ?? {}, cwd, timeoutMs }
  }
  if (file !== undefined) return { form: 'static', file: resolve(folder, file) }
  if (Object.keys(section).length > 0)
    throw new ConfigurationError([`${name} names no driver; add url, command or file to it (docs/driver.md)`])
  return { form: 'none' }
}

async function configurePeers(draft: Draft, { content, folder }: LoadedFile): Promise<PeersConfiguration> {
  const { domains = {}, oddDomains, listen = {}, authority, certificates = [], trustAnchors = [] } = content.peers ?? {}
  const named = (domain: string) => domain.replaceAll('{draft}', draft)
  const texts = ({ cert, key }: { cert: string; key: string }, name: string) => ({
    cert: pem(cert, folder, `${name}.cert`),
    key: pem(key, folder, `${name}.key`),
  })
  return {
    domains: Object.fromEntries(Object.entries(domains).map(([name, domain]) => [name, named(domain)])),
    oddDomains: oddDomains?.map(named),
    listen: { host: listen.host ?? '127.0.0.1', port: listen.port },
    authority: authority && (await readAuthority(texts(authority, 'peers.authority'), 'peers.authority')),
    identities: certificates.map((each, index) => {
      const name = `peers.certificates[${index}]`
      return readIdentity({ domain: named(each.domain), ...texts(each, name) }, name)
    }),
    trustAnchors: anchors(trustAnchors, folder, 'peers.trustAnchors'),
  }
}
