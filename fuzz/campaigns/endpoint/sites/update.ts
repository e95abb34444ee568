/** update (5.3): commits of a member and of a newcomer, and proposals. */
import type { Codec } from '../../../../src/codec/index.js'
import { drafts, type Draft } from '../../../../src/drafts/ids.js'
import { spoiled } from '../../../../src/check/spoiled.js'
import { unhosted } from '../../../../src/check/unhosted.js'
import { type TwinKind, type WrongUpdate, wrongUpdates } from '../../../../src/mls/artefacts.js'
import { encode } from '../../../../src/codec/index.js'
import { outcomeOf } from '../../../../src/peers/answer.js'
import type { Handshake } from '../../../../src/peers/hosted-room.js'
import { updateBody } from '../../../../src/peers/hosting/update-body.js'
import { Skip } from '../../../../src/peers/preparation.js'
import { updateRequest } from '../../../../src/peers/room-requests.js'
import type { PeerUser } from '../../../../src/peers/user.js'
import { UpdateRequest } from '../../../../src/wire/update.js'
import type { Scene } from '../scene.js'
import { type Request, type Site, type Stage, steady, type Twin } from '../stage.js'
import { type Hosted, hosted, known } from './hosted.js'

const artefacts = Object.entries<WrongUpdate>(wrongUpdates)

/** Makes the next handshake, which nobody has sent. */
type Next = () => Promise<Handshake>

interface Arm {
  readonly word: string
  readonly drafts: readonly Draft[]
  readonly newcomers?: number
  next(scene: Scene, there: Hosted): Next
}

/** A commit that brings somebody in. Who came before goes first, so that the room stays small. */
function admitting({ other }: Scene, { room, client }: Hosted): Next {
  let guest: PeerUser | null = null
  return async () => {
    if (guest) await room.update(client, { expel: [guest] })
    guest = other.user()
    return client.change({ admit: [{ user: guest }] })
  }
}

const arms: readonly Arm[] = [
  { word: 'commit', drafts, next: admitting },
  {
    word: 'partial',
    drafts: ['06'],
    next(scene, there) {
      const commit = admitting(scene, there)
      return async () => (await commit()).partial()
    },
  },
  {
    word: 'bare',
    drafts,
    next:
      (_, { client }) =>
      () =>
        client.change(),
  },
  {
    word: 'proposals',
    drafts,
    next({ other }, { room, client }) {
      let begun = false
      return async () => {
        // What was proposed before is committed, lest the hub has more and more to remember.
        if (begun) await room.update(client)
        begun = true
        return client.propose({ admit: [{ user: other.user() }], renew: true })
      }
    },
  },
  {
    word: 'join',
    drafts,
    newcomers: 8,
    next(_, { room, newcomers }) {
      const waiting = [...newcomers]
      return () => {
        const device = waiting.shift()
        if (!device) throw new Skip('every device has joined')
        return room.join(device)
      }
    },
  },
]

function siteOf(arm: Arm): Site {
  return {
    id: `update/${arm.word}`,
    endpoint: 'update',
    drafts: arm.drafts,
    async prepare(scene) {
      const there = await hosted(scene, arm.newcomers)
      const next = arm.next(scene, there)
      return new Updating(scene, there, next, await next())
    },
    unknown: arm.word === 'commit' ? nobodys : undefined,
  }
}

async function nobodys(scene: Scene): Promise<Stage> {
  const { draft, target } = scene
  const codec: Codec<unknown> = UpdateRequest[draft]
  const { added } = await unhosted(scene)
  const body = encode(codec, updateRequest(draft, added))
  return steady(scene, { action: 'update', about: target.unknownRoom(), codec, body }, { real: false })
}

class Updating implements Stage {
  readonly real = true
  readonly fragile = 'at-once'
  request: Request
  private sent = false

  constructor(
    readonly scene: Scene,
    private readonly there: Hosted,
    private readonly next: Next,
    private handshake: Handshake,
  ) {
    this.request = this.asked()
  }

  async renew(): Promise<void> {
    if (!this.sent) return
    this.handshake = await this.next()
    this.request = this.asked()
    this.sent = false
  }

  state(): Promise<string> {
    return this.there.state()
  }

  /** Of a commit by the member, which is what they are made from. */
  get objects(): readonly string[] {
    const { by, kind, pending } = this.handshake
    if (kind !== 'commit' || by !== this.there.client) return []
    const kinds: readonly TwinKind[] = pending?.welcome ? ['any', 'path', 'add'] : ['any', 'path']
    return artefacts
      .filter(
        ([, { twin, order, appliesTo }]) =>
          kinds.includes(twin) && order === 'before' && appliesTo.includes(this.scene.draft),
      )
      .map(([name]) => name)
  }

  async object(name: string): Promise<Uint8Array | null> {
    const { handshake, there, scene } = this
    const found = this.objects.includes(name) ? artefacts.find(([known]) => known === name) : undefined
    if (!found) return null
    try {
      const wrong = await spoiled(there.client, handshake, found[1], { added: handshake.added[0] })
      return updateBody(scene.draft, wrong)
    } catch (error) {
      if (error instanceof RangeError) return null
      throw error
    }
  }

  private asked(): Request {
    const { draft } = this.scene
    const body = updateBody(draft, this.handshake)
    return { action: 'update', about: this.there.room.uri, codec: UpdateRequest[draft], body }
  }

  async twin(): Promise<Twin> {
    this.sent = true
    const answer = await this.there.room.send(this.handshake)
    if (outcomeOf(answer) !== 'accepted' || this.handshake.kind !== 'commit') return { answer }
    const [expected, actual] = [known(this.there), await this.state()]
    // A hub need not tell a member what the group is like; then there is nothing to compare.
    if (expected === actual || !actual.startsWith('epoch')) return { answer }
    return { answer, lacking: { expected: `the hub in ${expected}, where the accepted commit leads`, actual } }
  }
}

export const update: readonly Site[] = arms.map(siteOf)
