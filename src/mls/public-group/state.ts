/** What a non-member knows of one epoch. */
import type { Draft } from '../../drafts/ids.js'
import type { Transcript } from '../transcript.js'
import type { Demands, Tree } from '../tree/index.js'
import type { AppRules } from '../wire/app-rules.js'
import type { ExternalSender } from '../wire/group-info.js'

/** Immutable, like the trees in it. */
export interface State extends Transcript {
  draft: Draft
  app: AppRules
  tree: Tree
  /** What the GroupContext's extensions say, read. */
  demands: Demands
  externalSenders: readonly ExternalSender[]
  /** Whether a ReInit has ended the group (12.4.2). */
  closed: boolean
}
