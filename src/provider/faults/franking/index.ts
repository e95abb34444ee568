import type { Fault } from '../../fault.js'
import { frankingAgentEd25519 } from './agent-ed25519.js'
import { frankingAgentNamesUser } from './agent-names-user.js'
import { frankingAgentP256 } from './agent-p256.js'
import { frankingAnyTag } from './any-tag.js'
import { frankingConstant } from './constant.js'
import { frankingMalformedTagFatal } from './malformed-tag-fatal.js'
import { frankingNone } from './none.js'
import { frankingNotDistributed } from './not-distributed.js'
import { frankingOnlyItem } from './only-item.js'
import { frankingOtherTag } from './other-tag.js'
import { frankingPerFollower } from './per-follower.js'
import { frankingSenderTold } from './sender-told.js'
import { frankingSignedForProvider } from './signed-for-provider.js'
import { frankingSignedInSeconds } from './signed-in-seconds.js'
import { frankingSignedWithoutRoom } from './signed-without-room.js'
import { frankingSuiteOfItsOwn } from './suite-of-its-own.js'
import { frankingTagAlone } from './tag-alone.js'
import { frankingUntaggedToo } from './untagged-too.js'
import { frankingWithoutAgent } from './without-agent.js'

export const frankingFaults: readonly Fault[] = [
  frankingAgentEd25519,
  frankingAgentNamesUser,
  frankingAgentP256,
  frankingAnyTag,
  frankingConstant,
  frankingMalformedTagFatal,
  frankingNone,
  frankingNotDistributed,
  frankingOnlyItem,
  frankingOtherTag,
  frankingPerFollower,
  frankingSenderTold,
  frankingSignedForProvider,
  frankingSignedInSeconds,
  frankingSignedWithoutRoom,
  frankingSuiteOfItsOwn,
  frankingTagAlone,
  frankingUntaggedToo,
  frankingWithoutAgent,
]
