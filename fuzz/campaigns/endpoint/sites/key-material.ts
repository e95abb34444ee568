/** keyMaterial (5.2): a user with key packages in stock, asked for by a user of a room's hub. */
import { type Codec, encode } from '../../../../src/codec/index.js'
import { drafts } from '../../../../src/drafts/ids.js'
import { keyPackageRef, signWithLabel } from '../../../../src/mls/sign.js'
import { KeyPackage } from '../../../../src/mls/wire/index.js'
import type { Answer } from '../../../../src/peers/answer.js'
import { keyMaterialRequest } from '../../../../src/peers/builders.js'
import type { Responses } from '../../../../src/peers/endpoints.js'
import type { KeyMaterialOptions } from '../../../../src/peers/requests.js'
import type { TargetUser } from '../../../../src/peers/target-handle.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../../../../src/wire/key-material.js'
import type { Scene } from '../scene.js'
import { sendValid, type Site, type Stage, steady, type Twin } from '../stage.js'

function siteOf(id: string, devices: number, more: Partial<Site> = {}): Site {
  return {
    id,
    endpoint: 'keyMaterial',
    drafts,
    async prepare(scene) {
      const user = await scene.target.user({ devices, keyPackages: 1 })
      const stock = new Stock(user)
      const { request, resign } = asking(scene, user)
      return steady(scene, request, {
        resign,
        renew: (counted) => stock.fill(counted ? 1 : perDevice),
        taken: (answer) => stock.served(answer),
        twin: (untouched) => stock.twin(() => sendValid(scene, request), untouched),
      })
    },
    ...more,
  }
}

export const keyMaterial: readonly Site[] = [
  siteOf('keyMaterial', 2, {
    unknown: (scene) => Promise.resolve(steady(scene, asking(scene, null).request, { real: false })),
  }),
  siteOf('keyMaterial/many-clients', 6),
]

/** Key packages of each device where a round may well take some. */
const perDevice = 4

/** Both with Ed25519, so that it is plain how the request is signed (R-W21). */
const suites = [1, 3]

function asking(scene: Scene, user: TargetUser | null): Pick<Stage, 'request' | 'resign'> {
  const { draft, peer, target } = scene
  const requester = peer.user()
  const capabilities = user?.device.published[0]?.keyPackage.leaf_node.capabilities
  const options: KeyMaterialOptions = {
    requester,
    target: user?.uri ?? target.unknownUser(),
    room: peer.roomUri(),
    suites,
    required: {
      extension_types: capabilities?.extensions.slice(0, 2) ?? [],
      proposal_types: capabilities?.proposals.slice(0, 2) ?? [],
      credential_types: [1],
    },
  }
  const codec: Codec<unknown> = KeyMaterialRequest[draft]
  const body = encode(codec, keyMaterialRequest(draft, options))
  const { mls } = requester.device
  const tbs: Codec<unknown> | null = KeyMaterialRequestTBS[draft]
  const { privateKey } = mls.signatureKeys()
  return {
    request: { action: 'keyMaterial', about: options.target, codec, body },
    ...(tbs && {
      resign: signatureAtEnd(body, (content) => signWithLabel(mls.suite, privateKey, 'KeyMaterialRequestTBS', content)),
    }),
  }
}

/**
 * Makes the signature anew over what stands before it, whatever that is, where it is the last field of a request.
 * @param body the valid request, which shows how long the signature is
 */
export function signatureAtEnd(
  body: Uint8Array,
  sign: (content: Uint8Array) => Uint8Array,
): (changed: Uint8Array) => Uint8Array | null {
  const length = sign(new Uint8Array()).length
  const tail = body.subarray(body.length - length)
  return (changed) => {
    const at = changed.length - length
    if (at < 0 || Buffer.compare(changed.subarray(at), tail) !== 0) return null
    // Before the signature stands its length, which it does not cover.
    const content = changed.subarray(0, at - headerOf(length))
    return Uint8Array.from(Buffer.concat([changed.subarray(0, at), sign(content)]))
  }
}

function headerOf(length: number): number {
  return length < 64 ? 1 : 2
}

/** The key packages that a user's devices should still have. */
class Stock {
  private left: Map<string, string>
  private twice: string | null = null

  constructor(private readonly user: TargetUser) {
    this.left = this.published()
  }

  /** Publishes as many as are missing to that number, for each device. */
  async fill(wanted: number): Promise<void> {
    for (const device of this.user.devices) {
      const has = [...this.left.values()].filter((uri) => uri === device.uri).length
      if (has >= wanted || device.published.length === 0) continue
      for (const { ref } of await this.user.publish(device, wanted - has)) this.left.set(hex(ref), device.uri)
    }
  }

  served(answer: Answer): number {
    let count = 0
    for (const ref of refsIn(answer)) {
      count++
      if (!this.left.delete(ref)) this.twice ??= ref
    }
    return count
  }

  /** What is left has to be served, to the last where nobody else took any. */
  async twin(ask: () => Promise<Answer>, untouched: boolean): Promise<Twin> {
    const [device] = this.user.devices
    if (!device || device.published.length === 0) return { answer: await ask() }
    if (!untouched) await this.fill(1)
    const answer = await ask()
    this.served(answer)
    if (untouched) await this.exhaust(ask)
    const { twice } = this
    this.twice = null
    if (twice !== null) return { answer, lacking: { ...single, actual: `that of reference ${twice} came twice` } }
    const [missing] = untouched ? this.left : []
    if (!missing) return { answer }
    const actual = `${this.left.size} did not come, that of reference ${missing[0]} of ${missing[1]} among them`
    this.left = new Map()
    return { answer, lacking: { ...whole, actual } }
  }

  private async exhaust(ask: () => Promise<Answer>): Promise<void> {
    while (this.left.size > 0 && this.served(await ask()) > 0);
  }

  private published(): Map<string, string> {
    return new Map(
      this.user.devices.flatMap(({ uri, published }) => published.map(({ ref }): [string, string] => [hex(ref), uri])),
    )
  }
}

const single = { requirement: 'MIMI-KEY-018', expected: 'each key package handed out once (5.2)' }
const whole = { expected: 'every key package that was published, since nobody else was given any' }

function refsIn({ action, value }: Answer): string[] {
  if (action !== 'keyMaterial' || !isResponse(value)) return []
  return value.clients.flatMap((client) =>
    'keyPackage' in client
      ? [hex(keyPackageRef(client.keyPackage.cipher_suite, encode(KeyPackage, client.keyPackage)))]
      : [],
  )
}

function isResponse(value: unknown): value is Responses['keyMaterial'] {
  return typeof value === 'object' && value !== null && 'clients' in value
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
