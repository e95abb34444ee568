/** Wrong updates from Mimicry's artefacts: each is the twin but for one thing, and the twin goes last, once for all. */
import type { CheckContext } from '../../src/check/context.js'
import type { Severity } from '../../src/check/finding.js'
import { type Ingredients, spoiled } from '../../src/check/spoiled.js'
import type { WrongUpdate } from '../../src/mls/artefacts.js'
import type { Answer } from '../../src/peers/answer.js'
import type { Handshake, HostedRoom, RoomClient } from '../../src/peers/hosted-room.js'

export interface Spoiling {
  readonly room: HostedRoom
  readonly client: RoomClient
  /** Valid, and of the kind that the artefacts are made from. */
  readonly twin: Handshake
  readonly artefacts: readonly WrongUpdate[]
  readonly ingredients?: Ingredients
  /** What it weighs when one is taken; by the requirement's level where it says nothing. */
  readonly accepted?: (artefact: WrongUpdate) => Severity | undefined
}

/** Who is no member cannot tell tags and secrets: nothing to hold against a hub. */
function showsToHub({ problem }: WrongUpdate): boolean {
  return problem !== 'member' && problem !== 'hub'
}

/** Each artefact that exists in the draft is refused, and the twin, sent last and once, is accepted. */
export async function refusesAll(
  { draft, refusesIn }: CheckContext,
  { room, client, twin, artefacts, ingredients, accepted }: Spoiling,
): Promise<void> {
  const sent: { artefact: WrongUpdate; what: string; malformed: Handshake; answers: Answer[] }[] = []
  for (const artefact of artefacts.filter((each) => each.appliesTo.includes(draft) && showsToHub(each))) {
    const malformed = await spoiled(client, twin, artefact, ingredients)
    const answer = await room.send(malformed)
    const what = `an update in which ${artefact.what} (RFC 9420, ${artefact.section})`
    sent.push({ artefact, what, malformed, answers: [answer] })
    // The state is another one from here on: the others have no twin any more.
    if (answer.code === 'success') break
  }
  const valid = await room.send(twin)
  // One that was taken is the last, and the reason why the twin no longer is.
  for (const { artefact, what, malformed, answers } of sent.toReversed()) {
    await refusesIn(room, {
      what,
      malformed: () => {
        const first = answers.pop()
        return first ? Promise.resolve(first) : room.send(malformed)
      },
      twin: () => Promise.resolve(valid),
      accepted: accepted?.(artefact),
    })
  }
}
