import { byDraft } from '../../../drafts/by-draft.js'
import { fault } from '../../fault.js'
import { updatesReadAs } from '../kit/updates-read.js'

/** Version and wire format of an MLSMessage with a PublicMessage. */
const header = [0, 1, 0, 1]
const unwrapped = (body: Uint8Array) => body.subarray(header.length)
const wrapped = (body: Uint8Array) => Uint8Array.of(...header, ...body)

/** What makes a body in the draft's own form of one in that which this provider expects. */
const forms = byDraft({ '01': unwrapped, '02ed': wrapped, '06': wrapped })

export const handshakeOtherForm = fault({
  id: 'codec.handshake-other-form',
  summary: 'expects an MLSMessage in the updates of 01, and a bare PublicMessage in those of the drafts after it',
  breaks: ['MIMI-COD-019'],
  apply: (ports) => updatesReadAs(ports, forms[ports.draft]),
})
