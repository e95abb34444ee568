/** What is wrong with a group's public state, or with a message for it. */
export type PublicGroupFault =
  | 'suite'
  | 'size'
  | 'malformed-tree'
  | 'tree-hash'
  | 'parent-hash'
  | 'leaf'
  | 'group-info-signature'
  | 'group-info'
  | 'extensions'
  | 'content-type'
  | 'group-id'
  | 'epoch'
  | 'sender'
  | 'signature'
  | 'reference'
  | 'proposal'
  | 'proposal-list'
  | 'path'

/** The only error of PublicGroup, whatever bytes it was given. */
export class PublicGroupError extends Error {
  override readonly name = 'PublicGroupError'

  /**
   * @param code what kind of fault
   * @param path field path within what was given, such as `content.commit.path.leaf_node`
   * @param section of RFC 9420 unless it names another document
   * @param what was expected and what came
   * @param refs ProposalRefs of the proposals to blame; empty where it is none that was sent by reference
   */
  constructor(
    readonly code: PublicGroupFault,
    readonly path: string,
    readonly section: string,
    readonly what: string,
    readonly refs: readonly Uint8Array[] = [],
  ) {
    super(`${path === '' ? '' : `${path}: `}${what} (${section})`)
  }
}
