/** The target of a campaign that sends requests: opened as `mimicry run` opens it, but only where that does no harm. */
import { execFile } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { promisify } from 'node:util'
import type { Environment } from '../check/environment.js'
import type { Draft } from '../drafts/ids.js'
import { type Opened, openEnvironment, TargetError } from '../runner/open-environment.js'
import {
  type Configuration,
  configurationFlags,
  loadConfiguration,
  type TargetConfiguration,
} from '../target/configuration.js'
import type { Target } from '../target/target.js'
import { type Arguments, type Flag, type Io, UsageError } from './command.js'
import { type Embedded, embed } from './embedded.js'
import { flags, givenOf } from './flags.js'
import { findFault } from './prepare.js'

const configured: readonly string[] = [
  'config',
  'draft',
  'domain',
  'trust',
  'connect-to',
  'driver',
  'driver-token',
  'timeout',
]
const ownTarget: Flag = { name: 'i-own-this-target', help: 'fuzz a target that is not on this machine' }
const pid: Flag = { name: 'pid', value: 'PID', help: "the target's process, whose memory is to be watched" }

/** What says which target is fuzzed, besides `seed` and `out`, which every campaign has. */
export const targetFlags: readonly Flag[] = [
  ...configurationFlags.filter(({ name }) => configured.includes(name)),
  { ...flags.fault, help: 'a deviation of the reference provider (mimicry list --faults)' },
  ownTarget,
  pid,
]

/** Flags of a campaign that the configuration knows too. */
const settings = configurationFlags.filter(({ name }) => [...configured, 'seed', 'out'].includes(name))

/** The target in one draft, met by Mimicry's peers. */
export interface FuzzTarget {
  readonly draft: Draft
  readonly configuration: TargetConfiguration
  readonly target: Target
  readonly environment: Environment
  /** Bytes that the target uses; null where that cannot be observed. */
  memory(): Promise<number | null>
}

export interface FuzzTargets {
  readonly configuration: Configuration
  /** One per draft, oldest first; never empty. */
  readonly targets: readonly FuzzTarget[]
  close(): Promise<void>
}

/** Nothing can be fuzzed: no TCP, no TLS session or no HTTP answer. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly exitStatus = 3
}

/**
 * Opens the target that the arguments name, or else the embedded reference provider, in every draft that it speaks.
 * @param only this draft alone, as for a recorded finding
 * @param url the target's; the last of the arguments unless given
 * @throws UsageError, ConfigurationError, TargetError for wrong use (2), UnreachableError (3)
 */
export async function openFuzzTargets(
  args: Arguments,
  io: Io,
  { only, url }: { only?: Draft; url: string | undefined },
): Promise<FuzzTargets> {
  const configuration = await configurationOf(args, io, only, url)
  const { external, targets, timeoutMs } = configuration
  const owned = args.on(ownTarget.name)
  if (external && !owned) for (const each of targets) await refuseForeign(hostsOf(each))
  const observed = processOf(args, external)
  const faultId = args.text('fault')
  const fault = faultId === undefined ? undefined : await findFault(faultId, configuration)
  const embedded = external ? undefined : await embed(targets, fault)
  const opened: Opened[] = []
  const close = async () => {
    await Promise.all(opened.map((each) => each.close()))
    await embedded?.close()
  }
  try {
    const found: FuzzTarget[] = []
    for (const each of embedded?.targets ?? targets) {
      const met = await openEnvironment(each, { timeoutMs, signal: io.signal, onLog: (text) => io.err(text) })
      if ('unspoken' in met) {
        io.err(`mimicry: ${met.unspoken}\n`)
        continue
      }
      if ('unreachable' in met) throw new UnreachableError(`${met.directory} cannot be reached: ${met.unreachable}`)
      opened.push(met)
      const { target, environment } = met
      if (external && !owned && !each.connectTo) await refuseForeign(endpointHosts(target))
      found.push({
        draft: each.draft,
        configuration: each,
        target,
        environment,
        memory: memoryOf(each, embedded, observed),
      })
    }
    if (found.length === 0) throw new TargetError('there is no draft to fuzz: the target speaks none of those chosen')
    return { configuration, targets: found, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function configurationOf(
  args: Arguments,
  io: Io,
  only: Draft | undefined,
  url: string | undefined,
): Promise<Configuration> {
  const { MIMICRY_DEBUG: _, ...env } = io.env
  const given = { ...givenOf(args, settings), url, ...(only !== undefined && { draft: [only] }) }
  return loadConfiguration({ flags: given, env, cwd: io.cwd })
}

/** Where requests will go, as far as that is known before the driver has been asked. */
function hostsOf({ connectTo, directory, domain, driver }: TargetConfiguration): string[] {
  const control = driver.form === 'http' ? [new URL(driver.url).hostname] : []
  if (connectTo) return [connectTo.host, ...control]
  if (directory !== undefined) return [new URL(directory).hostname, ...control]
  return [...(domain === undefined ? [] : [domain]), ...control]
}

/** A directory may lead elsewhere. */
function endpointHosts({ directoryUrl, directory }: Target): string[] {
  const urls = [directoryUrl, ...Object.values(directory?.endpoints ?? {})]
  const hosts = urls.map((url) => /^https?:\/\/(\[[^\]]*\]|[^/:?#{]*)/i.exec(url)?.[1] ?? '')
  return [...new Set(hosts)].filter((host) => host !== '')
}

/** @throws UsageError unless all of these are this machine's own */
async function refuseForeign(hosts: readonly string[]): Promise<void> {
  for (const host of hosts) {
    if (await isLoopback(host.replace(/^\[|\]$/g, ''))) continue
    throw new UsageError(
      `${host} is not on this machine, and a campaign may bring a server down: add --${ownTarget.name} if it is yours`,
    )
  }
}

async function isLoopback(host: string): Promise<boolean> {
  try {
    const found = await lookup(host, { all: true })
    return found.every(({ address }) => /^(127\.|::1$|::ffff:127\.)/.test(address))
  } catch {
    // A name that does not resolve leads nowhere: opening the target says so.
    return true
  }
}

/** @throws UsageError for a process that cannot be watched */
function processOf(args: Arguments, external: boolean): number | undefined {
  const number = args.whole(pid.name, 1)
  if (number !== undefined && !external) throw new UsageError(`--${pid.name} is for a target of your own: give its URL`)
  return number
}

function memoryOf({ draft }: TargetConfiguration, embedded: Embedded | undefined, observed: number | undefined) {
  if (embedded) return () => embedded.memory(draft)
  return () => (observed === undefined ? Promise.resolve(null) : residentBytes(observed))
}

/** What `ps` calls resident; null where there is no such process, or no `ps`. */
async function residentBytes(process: number): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(process)])
    const kilobytes = Number(stdout.trim())
    return Number.isInteger(kilobytes) && kilobytes > 0 ? kilobytes * 1024 : null
  } catch {
    return null
  }
}
