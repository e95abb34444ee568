/** `mimicry serve`: the reference provider in one draft, until Ctrl-C. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Draft, drafts } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import { allFaults, findFault } from '../provider/faults/index.js'
import { type Provider, startProvider } from '../provider/start.js'
import { didYouMean } from '../transport/nearest.js'
import { type Arguments, type Command, type Io, UsageError } from './command.js'
import { draftsOf, flags } from './flags.js'

export const command: Command = {
  name: 'serve',
  summary: 'runs the reference provider',
  usage: ['serve [--draft 06] [--fault ID] [--domain D] [--host A] [--port N] [--data DIR]'],
  flags: [
    { ...flags.draft, help: 'the draft to speak, 06 unless given' },
    flags.fault,
    { name: 'domain', value: 'D', help: 'the provider domain; a-06.example in draft 06, and so on' },
    { name: 'host', value: 'A', help: 'the address to listen on; 127.0.0.1 unless given' },
    { name: 'port', value: 'N', help: 'the HTTPS port; a free one unless given' },
    {
      name: 'control-port',
      value: 'N',
      help: 'the port of the control URL, always on loopback; a free one unless given',
    },
    {
      name: 'data',
      value: 'DIR',
      help: 'keeps everything in this directory, so that it survives the end of the process; nothing is kept unless given',
    },
    { name: 'token', value: 'T', help: 'the bearer token that the control URL asks for; none unless given' },
  ],
  details:
    'It serves until Ctrl-C and prints how to reach it: its certificate is made at start, and the trust anchor for it is\n' +
    'written to a file. With --data the anchor is the same at each start: give --port too, and peers find the provider\n' +
    'again. The control URL is its driver (docs/driver.md); whoever reaches it may do everything.',
  run: serveCommand,
}

export async function serveCommand(args: Arguments, io: Io): Promise<number> {
  const draft = onlyDraft(args)
  const fault = faultOf(args.text('fault'), draft)
  const provider = await startProvider({
    draft,
    fault,
    domain: domainOf(args.text('domain') ?? `a-${draft}.example`),
    host: args.text('host'),
    port: portOf(args, 'port'),
    controlPort: portOf(args, 'control-port'),
    token: args.text('token'),
    dataDir: args.text('data'),
  })
  const folder = await mkdtemp(join(tmpdir(), 'mimicry-'))
  try {
    const anchor = join(folder, 'trust-anchor.pem')
    await writeFile(anchor, provider.trustAnchor)
    io.out(description(provider, anchor, fault))
    await interrupted(io.signal)
    return 130
  } finally {
    await provider.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function description(
  { draft, domain, directory, controlUrl, host, port }: Provider,
  anchor: string,
  fault?: Fault,
): string {
  return [
    `reference provider, draft ${draft}${fault ? `, with the fault ${fault.id}: it ${fault.summary}` : ''}`,
    `  domain        ${domain}`,
    `  directory     ${directory}`,
    `  listens on    ${host}:${port}`,
    `  control URL   ${controlUrl}`,
    `  trust anchor  ${anchor}`,
    '',
    'The domain need not resolve. To test it, in another terminal:',
    `  mimicry run ${directory} --draft ${draft} --connect-to ${host}:${port} --trust ${anchor} --driver ${controlUrl}`,
    '(with --driver-token where it was started with --token). Every request needs a From header and the client',
    'certificate of that domain, from an authority that the driver operation `ready` has named. Ctrl-C ends it.',
    '',
  ].join('\n')
}

function onlyDraft(args: Arguments): Draft {
  const named = draftsOf(args) ?? (args.on('draft') ? drafts : [])
  const [draft = '06', ...more] = named
  if (more.length > 0) throw new UsageError('serve speaks one draft: give one --draft, or start it once for each')
  return draft
}

function faultOf(id: string | undefined, draft: Draft): Fault | undefined {
  if (id === undefined) return undefined
  const fault = findFault(id)
  if (!fault) {
    const ids = allFaults.map((each) => each.id)
    throw new UsageError(`there is no fault ${id}${didYouMean(id, ids)}; mimicry list --faults shows them`)
  }
  if (!fault.drafts.includes(draft)) {
    throw new UsageError(`the fault ${id} exists in draft ${fault.drafts.join(', ')} only: add --draft`)
  }
  return fault
}

function domainOf(domain: string): string {
  if (/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(domain))
    return domain
  throw new UsageError(`--domain expects a domain name such as a.example, got ${domain}`)
}

function portOf(args: Arguments, name: string): number | undefined {
  const port = args.whole(name)
  if (port !== undefined && port > 65_535) throw new UsageError(`--${name} expects a port from 0 to 65535, got ${port}`)
  return port
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
