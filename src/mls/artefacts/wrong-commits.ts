/** Commits that are wrong in their framing, and commits that come at the wrong time. */
import { forge, takeApart } from './forge.js'
import { flipped } from './frame.js'
import { edited, made } from './update.js'
import { type WrongFraming, wrongFramings } from './wrong-framings.js'
import type { WrongUpdate } from './artefact.js'

export const wrongCommits = {
  framedSignature: framed(wrongFramings.framedSignature),
  framedLabel: framed(wrongFramings.framedLabel),
  framedContext: framed(wrongFramings.framedContext),
  framedKey: framed(wrongFramings.framedKey),
  staleEpoch: framed(wrongFramings.staleEpoch),
  futureEpoch: framed(wrongFramings.futureEpoch),
  otherGroup: framed(wrongFramings.otherGroup),
  senderOutOfRange: framed(wrongFramings.senderOutOfRange),
  senderRemoved: framed(wrongFramings.senderRemoved),
  senderOther: framed(wrongFramings.senderOther),
  membershipTag: framed(wrongFramings.membershipTag),
  senderExternal: edited(
    { what: 'a commit says that an external sender made it', section: '6.1', problem: 'content-type' },
    { content: (content) => ({ ...content, sender: { sender_type: 'external', sender_index: 0 } }) },
  ),
  confirmationTag: edited(
    {
      what: 'the confirmation tag is of the right length, and wrong in one bit; that of the GroupInfo is right',
      section: '6.1',
      problem: 'group-info',
    },
    {
      auth: (auth) =>
        'confirmation_tag' in auth ? { ...auth, confirmation_tag: flipped(auth.confirmation_tag) } : auth,
    },
  ),
  replay: made(
    {
      what: 'the accepted commit comes a second time, byte for byte',
      section: '12.4.2',
      problem: 'epoch',
      order: 'after',
    },
    async ({ pending }) => pending,
  ),
  competing: made(
    {
      what: 'another valid commit for the same epoch comes after the one that was accepted',
      section: '14',
      problem: 'epoch',
      order: 'after',
    },
    ({ group }) => group.fork().update(),
  ),
} satisfies Record<string, WrongUpdate>

function framed({ what, section, problem, edits }: WrongFraming): WrongUpdate {
  return made({ what, section, problem }, async (forging) => {
    const twin = await takeApart(forging)
    const { content, ...others } = edits(twin)
    return forge(forging, { ...others, content: content && ((commit) => content(commit, twin)) })
  })
}
