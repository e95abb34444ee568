/** Which abuse reports a hub takes (5.9). */
import { byDraft, type ByDraft } from '../../drafts/by-draft.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { type Accepted, frankingTag } from '../../wire/franking-marks.js'
import { readMimiContent } from '../../wire/mimi-content.js'
import type { AbusiveMessage } from '../../wire/report-abuse.js'
import type { HostedRoom } from '../store/hosted.js'
import { type FrankingRules, markedByUs } from './franking.js'

export type Reported = ValueIn<typeof AbusiveMessage, '02ed' | '06'>

/** A reported message, and what is said of it. */
export interface Claim {
  readonly message: Reported
  /** The accused is the sender. */
  readonly accepted: Accepted
  readonly room: HostedRoom
  readonly rules: FrankingRules
}

/** What a report says besides its messages. */
export interface Report {
  /** Empty for a reporter who stays unnamed. */
  readonly reporter: string
  readonly note: Uint8Array
  readonly messages: readonly Reported[]
}

export interface AbuseRules {
  /** Whether a report of this form is taken: nothing in it is needed but the accused. */
  formed(report: Report): boolean
  /** Whether a report about a room is taken: about one that is hosted here. */
  concerns(room: HostedRoom | undefined): boolean
  /** Whether a reported message is one that the hub franked, from this sender, in this room, at this time. */
  genuine: ByDraft<(claim: Claim) => boolean>
}

export const abuseRules: AbuseRules = {
  formed: () => true,
  concerns: (room) => room !== undefined,
  genuine: byDraft({
    '01': () => false,
    // The content's franking key stands under a number that was never assigned: the tag is taken from the frank.
    '02ed': ({ message: { frank }, accepted, room, rules }) =>
      'franking_tag' in frank &&
      markedByUs(rules, '02ed', room.frankingSecrets, {
        tag: frank.franking_tag,
        serverFrank: frank.serverFrank,
        accepted,
      }),
    '06': ({ message, accepted, room, rules }) => {
      if (!('message_content' in message)) return false
      const { message_content, frank } = message
      if (!rules.signedByUs(frank, accepted, room.prepared.frankingKeys)) return false
      const content = readMimiContent(message_content)
      // Another format would have to say where its salt is (5.4.1.1): of such a message the frank alone can be judged.
      if (!content) return true
      if (content.senderUri !== accepted.sender || content.roomUri !== accepted.room) return false
      const tag = frankingTag(content.salt, message_content)
      return markedByUs(rules, '06', room.frankingSecrets, { tag, serverFrank: frank.server_frank, accepted })
    },
  }),
}
