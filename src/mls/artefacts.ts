/**
 * Deliberately odd MLS objects, each valid but for one thing. Whatever is changed below a signature is signed anew, so
 * that a target which refuses it has looked at that very thing.
 */
export * from './artefacts/artefact.js'
export * from './artefacts/key-packages.js'
