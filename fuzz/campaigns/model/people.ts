/** Plays what is about users of the target: their key packages and their consent. */
import { encode } from '../../../src/codec/index.js'
import { keyPackageRef } from '../../../src/mls/sign.js'
import { KeyPackage } from '../../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../../src/peers/answer.js'
import { consentEntry } from '../../../src/peers/builders.js'
import { encodeRequest, type Responses } from '../../../src/peers/endpoints.js'
import type { Peer } from '../../../src/peers/peer.js'
import { Skip } from '../../../src/peers/preparation.js'
import type { ConsentOptions } from '../../../src/peers/requests.js'
import type { TargetUser } from '../../../src/peers/target-handle.js'
import type { PeerUser } from '../../../src/peers/user.js'
import { DriverFailure } from '../../../src/target/driver/contract.js'
import { type Breach, type Explanation, wrong } from './claim.js'
import { askExplanations, decided, deletes, published } from './people-rules.js'
import {
  Abandoned,
  type Done,
  answeredWith,
  arranged,
  hex,
  judged,
  type Part,
  type Ready,
  type Stage,
} from './stage.js'
import { consentFor, deviceName, label, type State } from './state.js'
import {
  type Ask,
  type Decide,
  type Delete,
  devicesOf,
  type Find,
  type Foreign,
  type Owner,
  type PeopleStep,
  type Publish,
  type Reply,
  type Request,
  type Requester,
  type RoomName,
  type Scope,
} from './step.js'

interface Cast {
  readonly owners: Readonly<Record<Owner, TargetUser>>
  readonly requesters: Readonly<Record<Requester, { readonly at: Peer; readonly user: PeerUser }>>
  readonly rooms: Readonly<Record<RoomName, { readonly at: Peer; readonly uri: string }>>
}

const ordinaryPackages = 1

function somebodyElse(owner: Owner): Breach {
  return {
    rule: 'search.somebody-else-told',
    requirement: 'MIMI-IDQ-004',
    expected: `${owner} among those who were found, for the handle is ${owner}'s alone`,
  }
}

export class People implements Part<PeopleStep> {
  private cast: Promise<Cast> | null = null
  /** By KeyPackageRef, in hex. */
  private readonly labels = new Map<string, { device: string; label: string }>()
  private readonly numbers = new Map<string, number>()
  private readonly gone = new Set<Owner>()

  constructor(private readonly stage: Stage) {}

  async prepare(step: PeopleStep): Promise<Ready | null> {
    this.cast ??= this.gather()
    const cast = await this.cast
    // Who is gone does nothing more, but can be asked for; what else is answered about them is not said.
    if (this.gone.has(step.owner) && !(step.do === 'ask' || step.do === 'request')) return null
    switch (step.do) {
      case 'publish':
        return this.publish(cast, step)
      case 'ask':
        return this.ask(cast, step)
      case 'decide':
        return this.decide(cast, step)
      case 'reply':
        return this.reply(cast, step)
      case 'request':
        return this.request(cast, step)
      case 'foreign':
        return this.foreign(cast, step)
      case 'find':
        return this.find(cast, step)
      case 'delete':
        return this.delete(cast, step)
    }
  }

  private async gather(): Promise<Cast> {
    const { target, b, c } = this.stage
    const owner = async (name: Owner) => {
      const devices = devicesOf[name].length
      const handle = `im:${b.roomUri(name).split('/').at(-1)}@${target.domain}`
      const profile = [{ source: 'handle' as const, name: '', value: handle }]
      const user = await arranged(target.user({ devices, keyPackages: ordinaryPackages, consent: 'none', profile }))
      for (const [index, device] of user.devices.entries()) {
        if (device.published.length < ordinaryPackages)
          throw new Skip('an account that existed before will not do: its key packages are not known')
        const number = devicesOf[name][index] ?? 1
        this.note(deviceName(name, number), device.published)
      }
      return user
    }
    return {
      owners: { ada: await owner('ada'), ben: await owner('ben') },
      requesters: {
        bob: { at: b, user: b.user({ name: 'bob' }) },
        bea: { at: b, user: b.user({ name: 'bea' }) },
        cal: { at: c, user: c.user({ name: 'cal' }) },
      },
      rooms: {
        b1: { at: b, uri: b.roomUri('b1') },
        b2: { at: b, uri: b.roomUri('b2') },
        c1: { at: c, uri: c.roomUri('c1') },
      },
    }
  }

  /** Gives key packages their labels, in the order of their making. */
  private note(device: string, bundles: readonly { readonly ref: Uint8Array }[]): string[] {
    return bundles.map(({ ref }) => {
      const number = (this.numbers.get(device) ?? 0) + 1
      this.numbers.set(device, number)
      const named = label(device, number)
      this.labels.set(hex(ref), { device, label: named })
      return named
    })
  }

  private publish({ owners }: Cast, step: Publish): Ready | null {
    const { count, kind } = step
    const user = owners[step.owner]
    const device = user.devices[devicesOf[step.owner].indexOf(step.device)]
    if (!device) return null
    const name = deviceName(step.owner, step.device)
    const past = Math.floor(Date.now() / 1000) - 3600
    const expired = { notBefore: past - 3600, notAfter: past }
    const options = kind === 'withheld' ? { withheld: true } : kind === 'expired' ? expired : {}
    return {
      shape: ({ stock }) => `${kind} ${amount(stock[name]?.ready.length)}`,
      go: async () => {
        try {
          const labels = this.note(name, await user.publish(device, count, options))
          return {
            done: () => ({
              answer: `done: ${labels.join(', ')}`,
              answerClass: 'done',
              explanations: [published(step, labels)],
            }),
          }
        } catch (error) {
          // What has expired need not be taken (MIMI-KEY-020).
          const refused = error instanceof DriverFailure && error.kind === 'refused' && kind === 'expired'
          if (refused) return { done: () => ({ answer: 'refused', answerClass: 'refused', explanations: [[]] }) }
          throw error instanceof DriverFailure ? new Abandoned(error.message) : error
        }
      },
    }
  }

  private ask({ owners, requesters, rooms }: Cast, step: Ask): Ready {
    const { at: own, user: requester } = requesters[step.by]
    const room = step.room === null ? null : rooms[step.room]
    const target = owners[step.owner].uri
    return {
      shape: (state) => askShape(state, step),
      go: async () => {
        await this.stage.turn()
        // Who asks for a room asks by way of its hub (5.2).
        const sent = (room?.at ?? own).keyMaterial({ requester, target, room: room?.uri })
        const answer = judged(await sent, this.stage)
        return {
          done: () => {
            const given = refsOf(answer.value).map(
              (ref) => this.labels.get(ref) ?? { device: '?', label: `?${ref.slice(0, 8)}` },
            )
            const positive = outcomeOf(answer) === 'accepted'
            const told = describeAnswer(answer)
            const named = given.map((each) => each.label).join(', ')
            return answeredWith(
              answer,
              askExplanations(step, { positive, code: answer.code, told, given }),
              named && `: ${named}`,
            )
          },
        }
      },
    }
  }

  private decide({ owners, requesters, rooms }: Cast, step: Decide): Ready {
    const { decision } = step
    const requester = step.requester === 'everyone' ? 'everyone' : requesters[step.requester].user.uri
    const room = step.room === null ? undefined : rooms[step.room].uri
    return {
      shape: (state) => decisionShape(state, step),
      go: async () => {
        await arranged(owners[step.owner].setConsent(decision, requester, room))
        return { done: () => ({ answer: 'done', answerClass: 'done', explanations: [decided(step)] }) }
      },
    }
  }

  private reply(cast: Cast, step: Reply): Ready | null {
    const { stage } = this
    if (!stage.target.can('submit')) return null
    const { operation } = step
    const entry = entryOf(cast, step, operation)
    const body = encodeRequest('updateConsent', stage.environment.draft, consentEntry(entry))
    return {
      shape: (state) => decisionShape(state, step),
      go: async () => {
        const told = await arranged(cast.owners[step.owner].submit('updateConsent', entry.requester, body))
        const pending = 'pending' in told
        if (!pending && (told.status < 200 || told.status >= 300))
          throw new Abandoned(`the target does not send a ${operation}: status ${told.status}`)
        const answer = pending ? 'pending' : `status ${told.status}`
        const decision = operation === 'grant' ? 'grant' : 'deny'
        return { done: () => ({ answer, answerClass: answer, explanations: [decided({ ...step, decision })] }) }
      },
    }
  }

  private request(cast: Cast, step: Request): Ready {
    const { operation } = step
    const { at } = cast.requesters[step.requester]
    return {
      shape: (state) => decisionShape(state, step),
      go: async () => {
        await this.stage.turn()
        const answer = judged(await at.requestConsent(entryOf(cast, step, operation)), this.stage)
        return { done: () => entryDone(answer, decided({ ...step, decision: operation })) }
      },
    }
  }

  /** Nobody's decision here: whatever it is answered with, nothing changes. */
  private foreign(cast: Cast, step: Foreign): Ready {
    const { operation, about } = step
    const { at } = cast.requesters[step.requester]
    const entry = entryOf(cast, step, operation)
    const turned = { ...entry, requester: entry.target, target: entry.requester }
    return {
      shape: (state) => `${about} ${decisionShape(state, step)}`,
      go: async () => {
        await this.stage.turn()
        const answer = judged(await at.updateConsent(about === 'themselves' ? turned : entry), this.stage)
        return { done: () => entryDone(answer, []) }
      },
    }
  }

  private delete({ owners }: Cast, { owner }: Delete): Ready | null {
    if (!this.stage.target.can('deleteUser')) return null
    return {
      shape: ({ stock }) =>
        devicesOf[owner].map((device) => amount(stock[deviceName(owner, device)]?.ready.length)).join(' '),
      go: async () => {
        await arranged(owners[owner].delete())
        this.gone.add(owner)
        return { done: () => ({ answer: 'done', answerClass: 'done', explanations: [deletes(owner)] }) }
      },
    }
  }

  /** Nobody need be found, but who is found has to be the one whose handle it is (5.8). */
  private find({ owners, requesters }: Cast, { owner, by }: Find): Ready | null {
    const { uri, profile } = owners[owner]
    const handle = profile.find(({ source }) => source === 'handle')?.value
    if (handle === undefined) return null
    return {
      shape: () => '',
      go: async () => {
        await this.stage.turn()
        const elements = [{ type: 'handle' as const, value: handle }]
        const answer = judged(await requesters[by].at.identifierQuery({ elements }), this.stage)
        const found = (answer.value?.foundProfiles ?? []).map(({ stableUri }) => Buffer.from(stableUri.uri).toString())
        const isOther = outcomeOf(answer) === 'accepted' && !found.includes(uri)
        return {
          done: () => answeredWith(answer, isOther ? [wrong(somebodyElse(owner))] : [[]], ` ${found.join(', ')}`),
        }
      },
    }
  }
}

/** 5.7 allows the whole 500 class; only a broken connection is held against a target. */
function entryDone(answer: Answer, explanation: Explanation): Done {
  const done = answeredWith(answer, [explanation])
  return outcomeOf(answer) === 'server-error' ? { ...done, explanations: [explanation] } : done
}

function entryOf(
  { owners, requesters, rooms }: Cast,
  { owner, requester, room }: Scope & { readonly requester: Requester },
  operation: ConsentOptions['operation'],
) {
  return {
    operation,
    requester: requesters[requester].user.uri,
    target: owners[owner].uri,
    room: room === null ? undefined : rooms[room].uri,
  }
}

function refsOf(response: Responses['keyMaterial'] | null): string[] {
  return (response?.clients ?? []).flatMap((client) => {
    if (!('keyPackage' in client)) return []
    const { keyPackage } = client
    return [hex(keyPackageRef(keyPackage.cipher_suite, encode(KeyPackage, keyPackage)))]
  })
}

function amount(number = 0): string {
  return number === 0 ? 'none' : number === 1 ? 'one' : 'more'
}

function askShape(state: State, { owner, by, room }: Ask): string {
  if (state.gone.includes(owner)) return 'deleted'
  const left = devicesOf[owner].map((device) => amount(state.stock[deviceName(owner, device)]?.ready.length))
  return `${consentFor(state, owner, by, room)} ${room === null ? 'no room' : room[0]} ${left.join(' ')}`
}

function decisionShape(state: State, { owner, requester, room, ...step }: Scope): string {
  const what = 'decision' in step ? step.decision : 'operation' in step ? step.operation : ''
  const who = requester === 'everyone' ? 'everyone' : 'one'
  const before = requester === 'everyone' ? '' : consentFor(state, owner, requester, room)
  return `${String(what)} ${who} ${room === null ? 'any room' : 'a room'} ${before}`
}
