import type { Participant, ParticipantChange } from './types.js'
export declare function applyChange(current: readonly Participant[], change: ParticipantChange): Participant[]
