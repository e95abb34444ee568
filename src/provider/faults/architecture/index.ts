import type { Fault } from '../../fault.js'
import { architectureEverybodyTold } from './everybody-told.js'
import { architectureHubForAll } from './hub-for-all.js'
import { architectureNewcomersDirect } from './newcomers-direct.js'
import { architectureRoomByUpdate } from './room-by-update.js'
import { architectureRoomElsewhere } from './room-elsewhere.js'
import { architectureSenderUnnamed } from './sender-unnamed.js'
import { architectureServerInTree } from './server-in-tree.js'
import { architectureStrangersJoin } from './strangers-join.js'

export const architectureFaults: readonly Fault[] = [
  architectureEverybodyTold,
  architectureHubForAll,
  architectureNewcomersDirect,
  architectureRoomByUpdate,
  architectureRoomElsewhere,
  architectureSenderUnnamed,
  architectureServerInTree,
  architectureStrangersJoin,
]
