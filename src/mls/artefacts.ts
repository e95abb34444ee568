/**
 * Deliberately odd MLS objects, each valid but for one thing. Whatever is changed below a signature is signed anew, so
 * that a target which refuses it has looked at that very thing.
 */
import { wrongAdditions } from './artefacts/wrong-additions.js'
import { wrongCommits } from './artefacts/wrong-commits.js'
import { wrongGroupInfos } from './artefacts/wrong-group-infos.js'
import { wrongJoins } from './artefacts/wrong-joins.js'
import { wrongLists } from './artefacts/wrong-lists.js'
import { wrongPaths } from './artefacts/wrong-paths.js'
import { wrongTrees } from './artefacts/wrong-trees.js'
import { wrongWelcomes } from './artefacts/wrong-welcomes.js'
import type { WrongUpdate } from './artefacts/artefact.js'

export * from './artefacts/artefact.js'
export * from './artefacts/key-packages.js'
export { type WrongProposal, wrongProposals } from './artefacts/wrong-proposals.js'
export { wrongAdditions, wrongCommits, wrongGroupInfos, wrongJoins, wrongLists, wrongPaths, wrongTrees, wrongWelcomes }

/** All updates that are wrong in one way, by name. */
export const wrongUpdates = {
  ...wrongCommits,
  ...wrongPaths,
  ...wrongLists,
  ...wrongAdditions,
  ...wrongJoins,
  ...wrongGroupInfos,
  ...wrongWelcomes,
  ...wrongTrees,
} satisfies Record<string, WrongUpdate>
