/** For tests: the reference provider as a process of its own, which can be killed, and the providers around it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decode, encode } from '../codec/index.js'
import { defaultReadings as readings } from '../drafts/readings.js'
import { createDevice, type Device } from '../mls/device.js'
import { createGroup } from '../mls/engine.js'
import { keyPackageRef } from '../mls/sign.js'
import { ExternalSender, KeyPackage, type MLSMessage } from '../mls/wire/index.js'
import type { Driver } from '../target/driver/contract.js'
import { createHttpDriver } from '../target/driver/http.js'
import { type Authority, createAuthority } from '../transport/certificates.js'
import { type Client, createClient } from '../transport/client.js'
import { wellKnown } from '../transport/directory.js'
import { listen, type Listener } from '../transport/listener.js'
import { decodeIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { FanoutMessage } from '../wire/notify.js'
import { appRules, roomExtensions, standardRole } from '../wire/room-state/index.js'
import { SubmitMessageRequest, SubmitMessageResponse } from '../wire/submit-message.js'
import { keyMaterialRequest } from '../provider/test-rig.js'

const draft = '06'
const bin = fileURLToPath(new URL('../../dist/src/cli/bin.js', import.meta.url))
export const domain = 'a.example'
export const alice = `mimi://${domain}/u/alice`
export const bob = 'mimi://b.example/u/bob'
export const foreignRoom = 'mimi://b.example/r/theirs'

/** A provider with a data directory, which begins again on the same ports. */
export class KillableProvider {
  private child: ChildProcess | undefined

  private constructor(
    private readonly directory: string,
    private readonly ports: readonly [number, number],
  ) {}

  static async create(directory: string): Promise<KillableProvider> {
    if (!existsSync(bin)) throw new Error('the command line is not built: npm run build')
    return new KillableProvider(directory, [await freePort(), await freePort()])
  }

  get port(): number {
    return this.ports[0]
  }

  /** Resolves when it serves. */
  start(): Promise<void> {
    const [port, control] = this.ports
    const words = ['serve', '--draft', draft, '--domain', domain, '--data', this.directory]
    const child = spawn(process.execPath, [bin, ...words, '--port', `${port}`, '--control-port', `${control}`])
    this.child = child
    return new Promise((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('trust anchor') && resolve())
      child.once('close', () => reject(new Error(`the provider ended: ${said}`)))
    })
  }

  /** Ends it without warning; resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await gone
  }

  driver(): Driver {
    return createHttpDriver({ url: `http://127.0.0.1:${this.ports[1]}/`, timeoutMs: 10_000 })
  }
}

/** b.example: follower of a room of the provider's, and hub of one of its own. */
export class Neighbour {
  /** Bodies of notify, in the order of their coming. */
  readonly told: Uint8Array[] = []

  private constructor(
    private readonly listener: Listener,
    private readonly client: Client,
    private readonly at: number,
    readonly trustAnchor: string,
  ) {}

  /** @param refuses whether it answers a notify with 503 rather than taking it */
  static async start(at: number, trust: string, refuses: () => boolean): Promise<Neighbour> {
    const authority: Authority = await createAuthority('neighbour')
    const identity = await authority.issue({ domain: 'b.example' })
    const templates = { notify: 'https://b.example/notify/{roomId}' }
    const listener = await listen({
      tls: { identity: () => identity, clientTrust: [trust] },
      handle({ path, body }) {
        if (path === wellKnown) return { status: 200, body: Buffer.from(JSON.stringify(templates)) }
        if (refuses()) return { status: 503 }
        if (!neighbour.told.some((known) => Buffer.compare(known, body) === 0)) neighbour.told.push(body)
        return { status: 201 }
      },
    })
    const client = createClient({
      identity,
      trust: [trust],
      timeoutMs: 5_000,
      resolve: ({ hostname }) => ({ host: '127.0.0.1', port: at, servername: hostname }),
    })
    const neighbour = new Neighbour(listener, client, at, authority.pem)
    return neighbour
  }

  get facts() {
    return { domain: 'b.example', host: '127.0.0.1', port: this.listener.port, assetHost: false }
  }

  /** The answer's status and body; null when there is none. */
  async post(action: string, subject: string, body: Uint8Array) {
    const url = `https://${domain}:${this.at}/v1/${action}/${encodeURIComponent(subject)}`
    const headers: [string, string][] = [['From', 'mimi@b.example']]
    return (await this.client.request({ method: 'POST', url, headers, body, peer: 'b.example', fresh: true })).response
  }

  /** Whether a message is accepted; null when that stays unknown. */
  async submit(room: string, message: MLSMessage): Promise<boolean | null> {
    const body = encode<unknown>(SubmitMessageRequest[draft], {
      protocol: 'mls10',
      appMessage: message,
      sendingUri: { uri: Buffer.from(bob) },
    })
    const answer = await this.post('submitMessage', room, body)
    if (answer?.status !== 200) return null
    return decodeIn(SubmitMessageResponse, draft, answer.body).statusCode === 'accepted'
  }

  /** The reference of a key package of Alice's; null when none comes. */
  async claim(): Promise<Uint8Array | null> {
    const answer = await this.post('keyMaterial', alice, keyMaterialRequest(draft, 'b.example', alice, {}))
    if (answer?.status !== 200) return null
    const [client] = decodeIn(KeyMaterialResponse, draft, answer.body).clients
    if (!client || !('keyPackage' in client)) return null
    return keyPackageRef(client.keyPackage.cipher_suite, encode(KeyPackage, client.keyPackage))
  }

  async close(): Promise<void> {
    await Promise.all([this.listener.close(), this.client.close()])
  }
}

/** A room with Alice at home and Bob at the neighbour's. @returns its URI, and messages in it that nobody can decrypt */
export async function openRoom(driver: Driver, device: Device) {
  const { room, externalSender, components } = await driver.perform('prepareRoom', {
    creator: alice,
    cipherSuite: 1,
    kind: 'plain',
  })
  const participants = [alice, bob].map((user) => ({
    user,
    role: standardRole(draft, user === alice ? 'admin' : 'member'),
  }))
  const start = { participants, externalSenders: [decode(ExternalSender, externalSender)], components }
  const group = await createGroup(device, {
    groupId: Buffer.from(room),
    extensions: roomExtensions(draft, start, readings),
    app: appRules(readings),
  })
  const [bundle] = createDevice({ draft, userUri: bob, clientUri: 'mimi://b.example/d/bob-1' }).keyPackages(1)
  const pending = await group.commit({ add: bundle ? [bundle.bytes] : [] })
  const { groupInfo, ratchetTree } = pending
  const devices = [{ user: alice, device: device.clientUri, leaf: 0 }]
  await driver.perform('createRoom', { room, groupInfo, ratchetTree, participants, devices })
  const epoch = group.epoch + 1n
  return { room, message: (text: string) => privateMessage(group.groupId, epoch, text) }
}

/** An event of the foreign room: a message, or a Welcome for a key package. */
export function foreignEvent(timestamp: number, what: string | Uint8Array): Uint8Array {
  const event = {
    timestamp: BigInt(timestamp),
    frank: null,
    ratchetTreeOption: { representation: 'distributionService' },
  }
  if (typeof what === 'string') {
    const message = privateMessage(Buffer.from(foreignRoom), 1n, what)
    return encode<unknown>(FanoutMessage[draft], { ...event, message })
  }
  const sealed = { kem_output: randomBytes(32), ciphertext: randomBytes(32) }
  const secrets = [{ new_member: what, encrypted_group_secrets: sealed }]
  const welcome = { cipher_suite: 1, secrets, encrypted_group_info: randomBytes(32) }
  return encode<unknown>(FanoutMessage[draft], { ...event, message: { version: 1, wire_format: 3, welcome } })
}

/** The text of a message that was made here; null for any other. */
export function textOf(message: MLSMessage): string | null {
  return 'private_message' in message ? Buffer.from(message.private_message.ciphertext).toString() : null
}

function privateMessage(group_id: Uint8Array, epoch: bigint, text: string): MLSMessage {
  const content = { group_id, epoch, content_type: 'application' as const, authenticated_data: Uint8Array.of(0) }
  const private_message = { ...content, encrypted_sender_data: randomBytes(32), ciphertext: Buffer.from(text) }
  return { version: 1, wire_format: 2, private_message }
}

async function freePort(): Promise<number> {
  const listener = await listen({ tls: null, handle: () => ({ status: 404 }) })
  await listener.close()
  return listener.port
}
