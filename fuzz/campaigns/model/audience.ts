/** Plays a hub that notifies the target, whose users dot (two devices) and fay are in its room. */
import { encode } from '../../../src/codec/index.js'
import { MLSMessage } from '../../../src/mls/wire/index.js'
import { outcomeOf } from '../../../src/peers/answer.js'
import type { Fanout, RoomEvent } from '../../../src/peers/room.js'
import type { TargetDevice } from '../../../src/peers/target-handle.js'
import { decodeIn } from '../../../src/wire/by-draft.js'
import { FanoutMessage } from '../../../src/wire/notify.js'
import type { FanoutBreach } from './fanout-rules.js'
import { deliveryBreach, type Taken } from './notify-rules.js'
import { answeredWith, arranged, hex, judged, type Part, type Ready, type Settling, type Stage } from './stage.js'
import { type AudienceStep, bodies, crowdSize } from './step.js'

interface Body {
  readonly fanout: Fanout
  readonly events: readonly { readonly what: string; readonly id: string }[]
}

interface Cast {
  /** By name: `dot/1`. */
  readonly devices: Readonly<Record<string, TargetDevice>>
  readonly bodies: readonly Body[]
  /** A body that nobody has sent. */
  another(what: string): Promise<Body>
  /** Sent last, to see that everything before has been delivered. */
  readonly marker: Body
}

const eventRefused = {
  rule: 'notify.refused',
  requirement: 'MIMI-NTF-017',
  expected: '201 for an event of a room that users are in',
}
const repetitionRefused = {
  rule: 'notify.repetition-refused',
  requirement: 'MIMI-NTF-020',
  expected: '201 again for the same body of the same hub',
}

/** The last of the bodies holds two events. */
const eventsIn = (body: number): number => (body === bodies.length - 1 ? 2 : 1)

export class Audience implements Part<AudienceStep>, Settling {
  private cast: Promise<Cast> | null = null
  private readonly taken = new Set<Body>()
  private crowds = 0

  constructor(private readonly stage: Stage) {}

  async prepare(step: AudienceStep): Promise<Ready | null> {
    this.cast ??= this.gather()
    const cast = await this.cast
    if (step.do === 'crowd') return this.crowd(cast)
    const { fresh } = step
    const body = cast.bodies[step.body]
    if (!body) return null
    const again = this.taken.has(body)
    return {
      shape: () => (again ? 'again' : 'new'),
      go: async () => {
        await this.stage.turn()
        const answer = judged(await this.stage.b.notify(this.stage.target, body.fanout, { fresh }), this.stage)
        const accepted = outcomeOf(answer) === 'accepted'
        const repeated = this.taken.has(body)
        if (accepted) this.taken.add(body)
        const refused = repeated ? repetitionRefused : eventRefused
        return { done: () => answeredWith(answer, [accepted ? [] : [() => refused]]) }
      },
    }
  }

  /** One answer stands for all: the first that is no 201. */
  private async crowd({ another }: Cast): Promise<Ready> {
    const { b, target } = this.stage
    const number = ++this.crowds
    const first = await another(`body 1 of crowd ${number}`)
    const others: Body[] = []
    for (let at = 2; at <= crowdSize; at++) others.push(await another(`body ${at} of crowd ${number}`))
    const send = async (body: Body) => {
      await this.stage.turn()
      const answer = judged(await b.notify(target, body.fanout), this.stage)
      const accepted = outcomeOf(answer) === 'accepted'
      if (accepted) this.taken.add(body)
      return { answer, accepted }
    }
    return {
      shape: () => 'new',
      go: async () => {
        let { answer, accepted } = await send(first)
        for (const body of others) if (accepted) ({ answer, accepted } = await send(body))
        return { done: () => answeredWith(answer, [accepted ? [] : [() => eventRefused]]) }
      },
    }
  }

  async settle(): Promise<FanoutBreach | null> {
    if (!this.cast || this.taken.size === 0 || !this.stage.target.can('inbox')) return null
    const { devices, marker } = await this.cast
    const sent = judged(await this.stage.b.notify(this.stage.target, marker.fanout), this.stage)
    // A marker that is not taken marks nothing, but what was taken has to arrive all the same.
    const marked = outcomeOf(sent) === 'accepted' ? [marker] : []
    const names = Object.keys(devices)
    const taken = [...this.taken, ...marked].flatMap(({ events }) =>
      events.map((event): Taken => ({ ...event, devices: names })),
    )
    const wanted = taken.map(({ id }) => id)
    const inboxes = await Promise.all(
      Object.entries(devices).map(async ([name, device]) => {
        const all = (entries: readonly { message: Uint8Array }[]) => {
          const there = new Set(entries.map(({ message }) => hex(message)))
          return wanted.every((id) => there.has(id))
        }
        const entries = await arranged(device.delivered(all))
        return [name, entries.map(({ message }) => hex(message))] as const
      }),
    )
    return deliveryBreach(taken, Object.fromEntries(inboxes))
  }

  private async gather(): Promise<Cast> {
    const { target, b, environment } = this.stage
    const [dot, fay] = [await arranged(target.user({ devices: 2 })), await arranged(target.user())]
    const room = await b.roomWith([dot, fay])
    const content = (event: RoomEvent) =>
      hex(encode(MLSMessage[environment.draft], decodeIn(FanoutMessage, environment.draft, event).message))
    const body = async (what: string, count: number): Promise<Body> => {
      const events: RoomEvent[] = []
      for (let made = 1; made <= count; made++) events.push(await room.applicationMessage(`${what} ${made}`))
      const named = events.map((event, index) => ({
        what: count === 1 ? `the event of ${what}` : `event ${index + 1} of ${what}`,
        id: content(event),
      }))
      return { fanout: b.fanout(room, ...events), events: named }
    }
    const made: Body[] = []
    for (const number of bodies) made.push(await body(`body ${number}`, eventsIn(number)))
    return {
      devices: {
        ...Object.fromEntries(dot.devices.map((device, index) => [`dot/${index + 1}`, device])),
        'fay/1': fay.device,
      },
      bodies: made,
      another: (what) => body(what, 1),
      marker: await body('the last body', 1),
    }
  }
}
