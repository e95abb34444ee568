import type { Fault } from '../../fault.js'
import { notifyWith200 } from './answered-200.js'
import { anyHub } from './any-hub.js'
import { notifyAnybodyAnything } from './anybody-anything.js'
import { notifyBareMessage } from './bare-message.js'
import { notifyCommitsDropped } from './commits-dropped.js'
import { notifyCommitsRefused } from './commits-refused.js'
import { dedupAcrossHubs } from './dedup-across-hubs.js'
import { notifyDedupByMessage } from './dedup-by-message.js'
import { notifyDuplicateWith200 } from './duplicate-answered-200.js'
import { duplicateProcessed } from './duplicate-processed.js'
import { notifyDuplicateRefused } from './duplicate-refused.js'
import { notifyFirstEventOnly } from './first-event-only.js'
import { notifyFrankRefused } from './frank-refused.js'
import { notifyFrankRequired } from './frank-required.js'
import { notifyKeyPackagesForgotten } from './key-packages-forgotten.js'
import { notifyLastBodyOnly } from './last-body-only.js'
import { notifyLengthOffByOne } from './length-off-by-one.js'
import { notifyLongMessagesCut } from './long-messages-cut.js'
import { notifyMessagesRefused } from './messages-refused.js'
import { notifyMoreProposalsRefused } from './more-proposals-refused.js'
import { notifyOldEventsDropped } from './old-events-dropped.js'
import { notifyOneDevice } from './one-device.js'
import { notifyOrderReversed } from './order-reversed.js'
import { notifyOwnMessageRefused } from './own-message-refused.js'
import { notifyOwnMessageTwice } from './own-message-twice.js'
import { notifyOwnTimestamp } from './own-timestamp.js'
import { notifyProposalsRefused } from './proposals-refused.js'
import { notifyRefusedRemembered } from './refused-remembered.js'
import { notifyReplaysRefused } from './replays-refused.js'
import { notifyRoomsMixed } from './rooms-mixed.js'
import { notifySeveralRefused } from './several-refused.js'
import { notifyTimesAcrossRooms } from './times-across-rooms.js'
import { notifyTreeDropped } from './tree-dropped.js'
import { notifyUnknownKeyPackageAccepted } from './unknown-key-package-accepted.js'
import { notifyUnknownRoomAccepted } from './unknown-room-accepted.js'
import { notifyUnread } from './unread.js'
import { notifyWithBody } from './with-body.js'

export const notifyFaults: readonly Fault[] = [
  notifyWith200,
  anyHub,
  notifyAnybodyAnything,
  notifyBareMessage,
  notifyCommitsDropped,
  notifyCommitsRefused,
  dedupAcrossHubs,
  notifyDedupByMessage,
  notifyDuplicateWith200,
  duplicateProcessed,
  notifyDuplicateRefused,
  notifyFirstEventOnly,
  notifyFrankRefused,
  notifyFrankRequired,
  notifyKeyPackagesForgotten,
  notifyLastBodyOnly,
  notifyLengthOffByOne,
  notifyLongMessagesCut,
  notifyMessagesRefused,
  notifyMoreProposalsRefused,
  notifyOldEventsDropped,
  notifyOneDevice,
  notifyOrderReversed,
  notifyOwnMessageRefused,
  notifyOwnMessageTwice,
  notifyOwnTimestamp,
  notifyProposalsRefused,
  notifyRefusedRemembered,
  notifyReplaysRefused,
  notifyRoomsMixed,
  notifySeveralRefused,
  notifyTimesAcrossRooms,
  notifyTreeDropped,
  notifyUnknownKeyPackageAccepted,
  notifyUnknownRoomAccepted,
  notifyUnread,
  notifyWithBody,
]
