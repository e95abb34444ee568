import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { arbitrary } from '../../fuzz/arbitrary.js'
import { encode, malformations } from '../codec/index.js'
import { drafts } from '../drafts/ids.js'
import type { Action } from '../transport/actions.js'
import type { Reply } from '../transport/listener.js'
import { requestStructures } from '../wire/requests.js'
import { type Context, Refused } from './endpoints/endpoint.js'
import { endpoints } from './endpoints/index.js'
import { lonelyContext } from './test-rig.js'

const room = 'mimi://b.example/r/unknown'
const cases = drafts.flatMap((draft) =>
  Object.entries(requestStructures).flatMap(([name, structure]) => {
    const codec = structure?.table[draft]
    return codec ? [{ draft, name, codec }] : []
  }),
)

describe.each(cases)('$name in $draft', ({ draft, name, codec }) => {
  let context: Context
  beforeEach(() => {
    context = lonelyContext(draft, 'a.example')
  })

  const subject = /Consent|Query/.test(name) ? 'a.example' : room
  const ask = async (body: Uint8Array): Promise<Reply | Refused> => {
    try {
      const endpoint = Object.entries(endpoints).find(([action]) => action === name)?.[1]
      return (await endpoint?.(context, { sender: 'b.example', subject, body })) ?? { cut: true }
    } catch (error) {
      if (error instanceof Refused) return error
      throw error
    }
  }
  /** Another protocol than MLS 1.0 has a code of its own for key material (5.2). */
  const incompatible = (reply: Reply) => name === 'keyMaterial' && 'status' in reply && reply.body?.[1] === 2

  it('survives whatever is well-formed and refuses every single fault with 400', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary(codec), async (value) => {
        const body = encode(codec, value)
        await ask(body)
        for (const { bytes, expected } of malformations(codec, body).slice(0, 200)) {
          const reply = await ask(bytes)
          if (!(reply instanceof Refused))
            expect(incompatible(reply), `${expected.code} at ${expected.path}`).toBe(true)
          else expect(reply.refusal.status).toBe(400)
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe.each(drafts)('rooms that nobody knows in %s', (draft) => {
  const context = lonelyContext(draft, 'a.example')
  const answer = async (action: Action) => {
    const codec = requestStructures[action]?.table[draft]
    const [some] = fc.sample(arbitrary(codec ?? { shape: { kind: 'opaque' } }), { numRuns: 1, seed: 1 })
    // Arbitrary bytes are seldom text, and a note has to be.
    const value = action === 'reportAbuse' ? Object.assign({}, some, { note: Buffer.from('it was rude') }) : some
    const body = codec ? encode(codec, value) : new Uint8Array()
    try {
      const reply = await endpoints[action](context, { sender: 'b.example', subject: room, body })
      return 'status' in reply ? [reply.status, Buffer.from(reply.body ?? []).toString('hex')] : []
    } catch (error) {
      return error instanceof Refused ? [error.refusal.status] : []
    }
  }

  it('are answered with the codes of the draft', async () => {
    const text = Buffer.from('there is no such room here').toString('hex')
    const uri = Buffer.from(room).toString('hex')
    expect(await answer('update')).toEqual([200, `021a${text}`])
    expect(await answer('submitMessage')).toEqual([200, '0101'])
    // Reading R-W17: a refusal of 01 and 02ed ends with its status.
    expect(await answer('groupInfo')).toEqual([200, draft === '06' ? `011a${uri}03` : '0103'])
    expect(await answer('proxyDownload')).toEqual([403])
  })

  it.runIf(draft !== '01')('are not reported about', async () => {
    expect(await answer('reportAbuse')).toEqual([404])
  })
})
