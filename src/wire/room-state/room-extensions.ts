import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Extension } from '../../mls/wire/index.js'
import type { RoomStart } from './types.js'
export declare function roomExtensions(draft: Draft, start: RoomStart, readings: Readings): Extension[]
