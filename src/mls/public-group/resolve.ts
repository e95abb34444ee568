/** The proposals that a commit covers, found by value or by reference (RFC 9420, 5.2 and 12.4). */
import { encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { proposalRef } from '../sign.js'
import type { Commit } from '../wire/commit.js'
import { AuthenticatedContent, type Sender } from '../wire/framing.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { wireFormats } from '../wire/registries.js'
import { PublicGroupError } from './error.js'

/** One proposal of a commit. */
export interface CommittedProposal {
  proposal: Proposal
  /** Of the proposal itself: the committer where it came by value. */
  sender: Sender
  /** ProposalRef; null by value. */
  ref: Uint8Array | null
  /** The message that brought it; null by value. */
  message: PublicMessage | null
}

/** With where it stands in the commit, for errors. */
export interface Resolved extends CommittedProposal {
  /** Field path within the PublicMessage. */
  path: string
}

/** The ProposalRef of the message of a proposal, in a group of this suite. */
export function refOf(draft: Draft, suite: number, { content, auth }: PublicMessage): Uint8Array {
  const wire_format = wireFormats.mls_public_message
  return proposalRef(suite, encode(AuthenticatedContent[draft], { wire_format, content, auth }))
}

/**
 * @param find the pending message of a reference, verified
 * @throws PublicGroupError with code `reference` for one that is unknown
 */
export function resolve(
  commit: Commit,
  committer: Sender,
  find: (ref: Uint8Array) => PublicMessage | undefined,
): Resolved[] {
  return commit.proposals.map((entry, index) => {
    const path = `content.commit.proposals[${index}]`
    if (entry.type === 'proposal') {
      return { proposal: entry.proposal, sender: committer, ref: null, message: null, path }
    }
    const message = find(entry.reference)
    if (message?.content.content_type !== 'proposal') {
      const what = `no proposal of this epoch has the reference ${Buffer.from(entry.reference).toString('hex')}`
      throw new PublicGroupError('reference', `${path}.reference`, '12.4', what, [entry.reference])
    }
    const { proposal, sender } = message.content
    return { proposal, sender, ref: entry.reference, message, path }
  })
}

/** The error of proposals that are not valid, alone or together. */
export function invalidProposals(
  code: 'proposal' | 'proposal-list',
  blamed: readonly Resolved[],
  section: string,
  what: string,
): PublicGroupError {
  const refs = blamed.flatMap(({ ref }) => (ref ? [ref] : []))
  return new PublicGroupError(code, blamed[0]?.path ?? 'content.commit.proposals', section, what, refs)
}
