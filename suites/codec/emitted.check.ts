/** What the target writes: each response read strictly, and written again with the same bytes. */
import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { type Codec, encode, hexText } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import type { Answer } from '../../src/peers/answer.js'
import { GroupInfoResponse } from '../../src/wire/group-info.js'
import { IdentifierResponse } from '../../src/wire/identifier-query.js'
import { KeyMaterialResponse } from '../../src/wire/key-material.js'
import { UpdateRoomResponse } from '../../src/wire/update.js'
import { type Endpoint, places } from './trial.js'

const fails = 'A length in a response takes more bytes than it needs, or the response is not the structure at all.'

/** Response structures by draft, and a second request to each whose answer has another form. A refusal by submitMessage has
 * no lengths, nor one by groupInfo before 06. */
const responding = {
  keyMaterial: {
    table: KeyMaterialResponse,
    further: ({ peer, target }: CheckContext) =>
      peer.keyMaterial({ requester: peer.user(), target: target.unknownUser() }),
  },
  identifierQuery: {
    table: IdentifierResponse,
    further: ({ peer, name }: CheckContext) =>
      peer.identifierQuery({ elements: [{ type: 'handle', value: name('nobody') }] }),
  },
  update: { table: UpdateRoomResponse, further: null },
  groupInfo: { table: GroupInfoResponse, further: null },
} as const satisfies Partial<Record<Endpoint, unknown>>

export default (['keyMaterial', 'identifierQuery', 'update', 'groupInfo'] as const).map((endpoint) => {
  const place = places[endpoint]
  const { table, further } = responding[endpoint]
  return check({
    id: `codec.emitted.${place.word}`,
    title: `${endpoint} answers with the shortest form of every length`,
    requirements: ['MIMI-COD-004'],
    roles: [...place.roles],
    needs: [...place.needs],
    drafts: endpoint === 'groupInfo' ? ['06'] : undefined,
    fails,
    async run(context) {
      const { that, skip, draft } = context
      const trial = await place.prepare(context)
      const answers = [await trial.twin('before'), ...(further ? [await further(context)] : [])]
      const readable = answers.filter(({ value }) => value !== null)
      if (readable.length === 0) skip(`no response has the structure; judged by ${place.judge}`)
      for (const answer of readable) {
        const sent = answer.exchange.response?.body ?? new Uint8Array()
        const same = written(table, draft, answer)
        const at = sent.findIndex((byte, index) => byte !== same[index])
        that(Buffer.from(same).equals(sent), {
          expected: `the response in its shortest form, ${same.length} bytes`,
          actual: `${sent.length} bytes, from byte ${at} on ${hexText(sent.subarray(at, at + 8))}`,
          offset: at,
          exchange: answer,
        })
      }
    },
  })
})

function written(table: Readonly<Record<Draft, Codec<unknown>>>, draft: Draft, { value }: Answer): Uint8Array {
  return encode(table[draft], value)
}
