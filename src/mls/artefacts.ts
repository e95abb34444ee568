/**
 * Deliberately odd MLS objects, each valid but for one thing. Whatever is changed below a signature is signed anew, so
 * that a target which refuses it has looked at that very thing.
 */
export * from './artefacts/artefact.js'
export * from './artefacts/key-packages.js'
export { wrongAdditions } from './artefacts/wrong-additions.js'
export { wrongCommits } from './artefacts/wrong-commits.js'
export { wrongGroupInfos } from './artefacts/wrong-group-infos.js'
export { wrongJoins } from './artefacts/wrong-joins.js'
export { wrongLists } from './artefacts/wrong-lists.js'
export { leafNaming, wrongPaths } from './artefacts/wrong-paths.js'
export { type Proposing, type WrongProposal, wrongProposals } from './artefacts/wrong-proposals.js'
export { wrongTrees } from './artefacts/wrong-trees.js'
export { wrongWelcomes } from './artefacts/wrong-welcomes.js'
