/** What a run is told: see docs/configuration.md. */
export type { Readings } from '../drafts/readings.js'
export * from './configuration/index.js'
