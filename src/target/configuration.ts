/** What a run is told: see docs/configuration.md. */
export * from './configuration/index.js'
