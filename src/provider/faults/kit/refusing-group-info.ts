import type { Reply } from '../../../transport/listener.js'
import type { Fault } from '../../fault.js'
import { answering } from './answering.js'

/** GroupInfoCode (5.6), with which a refusal ends. */
const codes = { notAuthorized: 2, noSuchRoom: 3 } as const

/** Longer than any refusal. */
const refusalBytes = 256

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  code: keyof typeof codes
  /** What a refusal with that code is answered with; `otherwise` answers with a body as it should be. */
  refuse(body: Uint8Array, otherwise: (body: Uint8Array) => Reply): Reply
}

/** A fault in how group info is refused. */
export function refusingGroupInfo({ code, refuse, ...definition }: Definition): Fault {
  return answering({
    ...definition,
    action: 'groupInfo',
    answer: (body, otherwise) =>
      body.length < refusalBytes && body.at(-1) === codes[code] ? refuse(body, otherwise) : otherwise(body),
  })
}
