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
import { bodies, type Notify } from './step.js'

interface Body {
  readonly fanout: Fanout
  readonly events: readonly { readonly what: string; readonly id: string }[]
}

interface Cast {
  /** By name: `dot/1`. */
  readonly devices: Readonly<Record<string, TargetDevice>>
  readonly bodies: readonly Body[]
  /** Sent last, to see that everything before has been delivered. */
  readonly marker: Body
}

/** The last of the bodies holds two events. */
const eventsIn = (body: number): number => (body === bodies.length - 1 ? 2 : 1)

export class Audience implements Part<Notify>, Settling {
  private cast: Promise<Cast> | null = null
  private readonly taken = new Map<number, Body>()

  constructor(private readonly stage: Stage) {}

  async prepare({ body: number, fresh }: Notify): Promise<Ready | null> {
    this.cast ??= this.gather()
    const body = (await this.cast).bodies[number]
    if (!body) return null
    const again = this.taken.has(number)
    return {
      shape: () => (again ? 'again' : 'new'),
      go: async () => {
        await this.stage.turn()
        const answer = judged(await this.stage.b.notify(this.stage.target, body.fanout, { fresh }), this.stage)
        const accepted = outcomeOf(answer) === 'accepted'
        const repeated = this.taken.has(number)
        if (accepted) this.taken.set(number, body)
        const refused = {
          rule: repeated ? 'notify.repetition-refused' : 'notify.refused',
          requirement: repeated ? 'MIMI-NTF-020' : 'MIMI-NTF-017',
          expected: repeated
            ? '201 again for the same body of the same hub'
            : '201 for an event of a room that users are in',
        }
        return { done: () => answeredWith(answer, [accepted ? [] : [() => refused]]) }
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
    const taken = [...this.taken.values(), ...marked].flatMap(({ events }) =>
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
      marker: await body('the last body', 1),
    }
  }
}
