import manifest from '../../package.json' with { type: 'json' }

/** Mimicry's own version, as reports and the testee name it. */
export const version: string = manifest.version
