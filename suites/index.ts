import type { Check } from '../src/check/define.js'
import directoryPresent from './directory/present.check.js'
import keyMaterialSingleUse from './key-material/single-use.check.js'
import notifyDuplicateAccepted from './notify/duplicate-accepted.check.js'

/** Every check, by area and in the order of the catalogue. A file exports one check or a tight family. */
export const checks: readonly Check[] = [directoryPresent, keyMaterialSingleUse, notifyDuplicateAccepted].flat()
