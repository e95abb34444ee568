/** The driver's operations (docs/driver.md), POSTed to a loopback port of their own. */
import { tryDecode } from '../codec/index.js'
import { keyPackageRef } from '../mls/sign.js'
import { KeyPackage } from '../mls/wire/key-package.js'
import {
  DriverFailure,
  type Operation,
  operations,
  type PublishKeyPackagesRequest,
  type ReadyAnswer,
} from '../target/driver/contract.js'
import { answerRequest, type Implementation } from '../target/driver/contract-json.js'
import { headerValues } from '../transport/exchange.js'
import { type InboundRequest, listen, type Reply, textReply } from '../transport/listener.js'
import { forgetUser } from './hub/act.js'
import type { Instance } from './instance.js'
import { roomOperations } from './room-operations.js'
import { refText, type Stocked } from './store/keys.js'
import { submit } from './submit.js'
import { authorityOf } from './uri.js'

export interface ControlOptions {
  readonly instance: Instance
  readonly port: number
  readonly token: string | undefined
  readonly facts: Pick<ReadyAnswer, 'domain' | 'directory' | 'trustAnchors'>
  /** Makes anchors vouch for peers as clients, beside the provider's own. */
  readonly trustPeers: (anchors: readonly string[]) => void
  /** Stops serving and starts again with what was kept. */
  readonly restart: () => Promise<void>
}

export interface Control {
  readonly url: string
  close(): Promise<void>
}

/** On loopback nothing takes long, but a machine that does other things besides may have to be waited for. */
const timing = { fanoutMs: 3_000, retryMs: 5_000, quietMs: 150 }

/** A thousand key packages and more in one request. */
const bodyBytes = 16 << 20

export async function listenForControl(options: ControlOptions): Promise<Control> {
  const implementation = implement(options)
  const listener = await listen({
    host: '127.0.0.1',
    port: options.port,
    tls: null,
    limits: { bodyBytes },
    async handle(request) {
      const reply = await answer(request, options.token, implementation)
      // What is answered is promised.
      await options.instance.durable()
      return reply
    },
  })
  return { url: `http://127.0.0.1:${listener.port}/`, close: () => listener.close() }
}

async function answer(
  request: InboundRequest,
  token: string | undefined,
  implementation: Implementation,
): Promise<Reply> {
  if (token !== undefined && !headerValues(request, 'authorization').includes(`Bearer ${token}`)) {
    return textReply(401, 'the control URL asks for a bearer token')
  }
  if (request.method !== 'POST') return textReply(405, 'operations are POSTed')
  if (request.tooLarge) return textReply(413, `an operation may have ${bodyBytes} bytes`)
  const body = await answerRequest(new TextDecoder().decode(request.body), implementation)
  return { status: 200, headers: [['Content-Type', 'application/json']], body: new TextEncoder().encode(body) }
}

function implement({ instance, facts, trustPeers, restart }: ControlOptions): Implementation {
  const ports = () => instance.context().ports
  const implementation: Implementation = {
    async ready({ draft, peers, trustAnchors }) {
      if (draft !== instance.draft) {
        throw new DriverFailure('ready', 'unsupported', `this instance speaks draft ${instance.draft}, not ${draft}`)
      }
      trustPeers(trustAnchors)
      await instance.know({ peers, trustAnchors })
      return {
        ...facts,
        clockMs: ports().clock.now(),
        timing,
        operations: operationsOf(implementation),
        roles: ['provider', 'follower', 'hub'],
      }
    },
    async createUser(user) {
      if (authorityOf(user.uri) !== instance.domain)
        refuse('createUser', `users here are mimi://${instance.domain}/u/…`)
      if (!ports().store.users.create(user))
        refuse('createUser', `${user.uri} exists, or there is no room for more users`)
      return { uri: user.uri }
    },
    async deleteUser({ user }) {
      const { users, keys, inboxes, rooms, consent } = ports().store
      for (const device of users.find(user)?.devices ?? []) {
        keys.forget(device)
        inboxes.forget(device)
        rooms.forget(device)
      }
      consent.forget(user)
      if (!users.delete(user)) refuse('deleteUser', `there is no user ${user}`)
      forgetUser(instance.context(), user)
      return {}
    },
    async publishKeyPackages(request) {
      const { users, keys } = ports().store
      const stocked = request.keyPackages.map((bytes, index) => stock(instance, request, bytes, index))
      if (!users.addDevice(request.user, request.device)) {
        refuse(
          'publishKeyPackages',
          `${request.device} cannot be a device of ${request.user}: no such user, another's device, or too many`,
        )
      }
      if (request.withheld) for (const { ref } of stocked) keys.route(ref, request.device)
      else if (!keys.add(request.device, stocked))
        refuse('publishKeyPackages', 'there is no room for more key packages')
      return { device: request.device }
    },
    async setConsent({ user, decision, requester, room }) {
      const { users, consent } = ports().store
      if (!users.find(user)) refuse('setConsent', `there is no user ${user}`)
      consent.decide({ target: user, requester, room: room ?? null }, decision)
      return {}
    },
    ...roomOperations(() => instance.context()),
    submit: (request) => submit(instance, request),
    async inbox({ user, device, after, waitMs }) {
      const { users, inboxes } = ports().store
      if (!users.find(user)?.devices.includes(device)) refuse('inbox', `${device} is no device of ${user}`)
      if (inboxes.read(device, after).length === 0) await inboxes.wait(device, waitMs)
      return { entries: inboxes.read(device, after) }
    },
    async restart() {
      await restart()
      return {}
    },
    async reset() {
      await instance.reset()
      return {}
    },
  }
  return implementation
}

function operationsOf(implementation: Implementation): Operation[] {
  return operations.filter((operation) => implementation[operation] !== undefined)
}

/** A key package as it is kept. Only its lifetime may be wrong: an expired one is never handed out. */
function stock(instance: Instance, { device }: PublishKeyPackagesRequest, bytes: Uint8Array, index: number): Stocked {
  const { ports } = instance.context()
  const what = `keyPackages[${index}] of ${device}`
  const read = tryDecode(KeyPackage, bytes)
  if (!read.ok) return refuse('publishKeyPackages', `${what} is malformed: ${read.error.path} ${read.error.message}`)
  const [problem] = ports.rules.keyMaterial.unfit(read.value, ports.clock.now())
  if (problem) return refuse('publishKeyPackages', `${what}: ${problem.path}: ${problem.what}`)
  return { ref: refText(keyPackageRef(read.value.cipher_suite, bytes)), keyPackage: read.value }
}

function refuse(operation: Operation, text: string): never {
  throw new DriverFailure(operation, 'refused', text)
}
