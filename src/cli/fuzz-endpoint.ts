/** `mimicry fuzz endpoint`: requests to every endpoint of a target, or of the reference provider. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type EndpointTarget,
  openEndpointCampaign,
  repeatFinding,
  siteNames,
} from '../../fuzz/campaigns/endpoint/index.js'
import { isDraft } from '../drafts/ids.js'
import { didYouMean } from '../transport/nearest.js'
import { type Arguments, type Io, UsageError } from './command.js'
import { listOf } from './flags.js'
import type { FuzzKind } from './fuzz-kind.js'
import { type FuzzTarget, openFuzzTargets, targetFlags } from './fuzz-target.js'
import { makeFolder } from '../transport/make-folder.js'

export const kind: FuzzKind = {
  summary: 'every endpoint of a target, or of the reference provider',
  usage: ['fuzz endpoint [URL] [flags]'],
  flags: [
    ...targetFlags,
    {
      name: 'endpoint',
      value: 'NAME',
      many: true,
      help: 'endpoints, such as notify or updateConsent/grant; all unless given',
    },
  ],

  async open(args, io, seed) {
    const only = chosen(args)
    const opened = await openFuzzTargets(args, io, { url: args.positional[1] })
    try {
      const out = outOf(args, io)
      const targets = opened.targets.map((target) => endpointTarget(target, out))
      const campaign = await openEndpointCampaign({ targets, seed, signal: io.signal, only }).catch(asUsage)
      return { campaign, close: () => opened.close() }
    } catch (error) {
      await opened.close()
      throw error
    }
  },

  async replay(finding, args, io) {
    const { draft } = finding
    if (!isDraft(draft)) throw new UsageError(`the finding is about draft ${String(draft)}, which is none`)
    const opened = await openFuzzTargets(args, io, { only: draft, url: args.positional[1] })
    try {
      const [target] = opened.targets
      if (!target) throw new UsageError(`the target does not speak draft ${draft}`)
      return await repeatFinding(finding, endpointTarget(target, outOf(args, io)), io.signal).catch(asUsage)
    } finally {
      await opened.close()
    }
  },
}

/** @throws UsageError for an endpoint that there is not */
function chosen(args: Arguments): readonly string[] | undefined {
  const names = listOf(args, 'endpoint')
  const unknown = names?.find((name) => !siteNames.includes(name))
  if (unknown === undefined) return names
  throw new UsageError(
    `there is no endpoint ${unknown}${didYouMean(unknown, siteNames)}; known are ${siteNames.join(', ')}`,
  )
}

function asUsage(error: unknown): never {
  if (error instanceof RangeError || error instanceof SyntaxError) throw new UsageError(error.message)
  throw error
}

/** Where the campaign's files are. */
function outOf(args: Arguments, { cwd }: Io): string {
  return resolve(cwd, args.text('out') ?? join('mimicry-out', 'fuzz'))
}

function endpointTarget(
  { draft, configuration, target, environment, memory }: FuzzTarget,
  out: string,
): EndpointTarget {
  const { network } = environment
  const identity = network.identity('b')
  const files = { cert: `${draft}.cert.pem`, key: `${draft}.key.pem`, trust: `${draft}.trust.pem` }
  const folder = join(out, 'peers')
  makeFolder(folder)
  const contents = { cert: identity?.cert ?? '', key: identity?.key ?? '', trust: target.trustAnchors.join('\n') }
  for (const name of ['cert', 'key', 'trust'] as const) {
    writeFileSync(join(folder, files[name]), contents[name], { mode: 0o600 })
  }
  // Findings are in a folder beside it.
  const named = (file: string) => join('..', 'peers', file)
  return {
    environment,
    memory,
    probe: target.probe,
    credentials: {
      cert: named(files.cert),
      key: named(files.key),
      trust: named(files.trust),
      ...(configuration.connectTo && { connectTo: configuration.connectTo }),
    },
  }
}
