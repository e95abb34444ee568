import type { Readings } from '../../drafts/readings.js'
import type { AppRules, ApplyComponent } from '../../mls/wire/app-state.js'
export declare const mimiComponents: ApplyComponent
export declare function appRules(readings: Readings): AppRules
