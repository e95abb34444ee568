/** RFC 9420, section 12.4. */
import { enumeration, type Infer, optional, struct, vector } from '../../codec/index.js'
import { perDraft } from '../../drafts/by-draft.js'
import { ProposalRef } from './crypto.js'
import { Proposal } from './proposal.js'
import { UpdatePath } from './update-path.js'

const ProposalOrRefType = enumeration(1, { reserved: 0, proposal: 1, reference: 2 }, { reserved: ['reserved'] })

export const ProposalOrRef = perDraft((draft) =>
  struct('ProposalOrRef', { type: ProposalOrRefType }).select('type', {
    proposal: { proposal: Proposal[draft] },
    reference: { reference: ProposalRef },
  }),
)
export type ProposalOrRef = Infer<(typeof ProposalOrRef)['06']>

export const Commit = perDraft((draft) =>
  struct('Commit', { proposals: vector(ProposalOrRef[draft]), path: optional(UpdatePath) }),
)
export type Commit = Infer<(typeof Commit)['06']>
