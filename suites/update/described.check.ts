import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { spoiled } from '../../src/check/spoiled.js'
import { encode } from '../../src/codec/index.js'
import { type WrongUpdate, wrongGroupInfos, wrongTrees } from '../../src/mls/artefacts.js'
import { extensionData } from '../../src/mls/wire/extensions.js'
import { extensionTypes, RatchetTreeOption } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import type { Handshake } from '../../src/peers/hosted-room.js'
import { fetched, second } from '../group-info/asking.js'
import { defectServed, hosted, looking } from './rooms.js'

interface Kind extends Pick<Definition, 'id' | 'title' | 'fails'> {
  readonly artefacts: readonly WrongUpdate[]
}

const { treeInside, groupInfoSignature, groupInfoLabel, groupInfoSigner, ...otherGroupInfos } = wrongGroupInfos
const { groupInfoOfOtherGroup, groupInfoOfPreviousEpoch, groupInfoOfFutureEpoch, groupInfoSuite, ...wrongStates } =
  otherGroupInfos

const fails = 'The hub takes the commit, and later serves group info that nobody can join by.'
const kinds: readonly Kind[] = [
  {
    id: 'update.wrong-group-info.signature',
    title: 'Group info whose signature is wrong does not come to be served',
    fails,
    artefacts: [groupInfoSignature, groupInfoLabel, groupInfoSigner],
  },
  {
    id: 'update.wrong-group-info.epoch',
    title: 'Group info of another group, suite or epoch than the commit leads to does not come to be served',
    fails,
    artefacts: [groupInfoOfOtherGroup, groupInfoOfPreviousEpoch, groupInfoOfFutureEpoch, groupInfoSuite],
  },
  {
    id: 'update.wrong-group-info.state',
    title: 'Group info with hashes, a tag or extensions that are not those of the new epoch does not come to be served',
    fails,
    artefacts: Object.values(wrongStates).filter(({ problem }) => problem !== 'hub'),
  },
  {
    id: 'update.wrong-tree',
    title: 'A ratchet tree that is not that of the new epoch does not come to be served',
    fails: 'The hub takes the commit, and later serves a tree that is not the one of the group.',
    artefacts: Object.values(wrongTrees),
  },
]

/** Refused, or else without effect: what is served after the commit is as if its maker had sent the right thing. */
async function neverServed(context: CheckContext, artefacts: readonly WrongUpdate[]): Promise<void> {
  const { draft, that, refusesIn } = context
  let here = await committing(context)
  let refused: { what: string; answer: Answer }[] = []
  for (const artefact of artefacts.filter(({ appliesTo }) => appliesTo.includes(draft))) {
    const { room, user, client, twin } = here
    const what = `an update in which ${artefact.what} (RFC 9420, ${artefact.section})`
    const answer = await room.send(await spoiled(client, twin, artefact))
    if (outcomeOf(answer) !== 'accepted') {
      refused.push({ what, answer })
      continue
    }
    const defect = await defectServed(context, room, { as: second(user), after: twin })
    that(defect === null, {
      expected: `a refusal of ${what}, or the right group info and tree served after it all the same`,
      actual: `it was taken, and what is served since is wrong: ${defect}`,
      exchange: answer,
    })
    // The group has moved, and with it the state that the others were to be held against.
    here = await committing(context)
    refused = []
  }
  const valid = await here.room.send(here.twin)
  for (const { what, answer } of refused)
    await refusesIn(here.room, {
      what,
      malformed: () => Promise.resolve(answer),
      twin: () => Promise.resolve(valid),
    })
}

async function committing(context: CheckContext) {
  const made = await looking(context)
  return { ...made, twin: await made.client.change() }
}

const wrong = kinds.map(({ artefacts, ...told }) =>
  check({
    ...hosted,
    ...told,
    requirements: ['MIMI-UPD-017'],
    run: (context) => neverServed(context, artefacts),
  }),
)

const embedded = check({
  ...hosted,
  id: 'update.tree-inside',
  title: 'A ratchet tree inside the group info of a commit is refused or left out: joiners do not get it there',
  requirements: ['MIMI-UPD-016'],
  fails: 'The group info that the hub serves later has a ratchet_tree extension (a warning).',
  async run(context) {
    const { that, observe } = context
    const { room, user, client, twin } = await committing(context)
    const answer = await room.send(await spoiled(client, twin, treeInside))
    const taken = outcomeOf(answer) === 'accepted'
    observe(`group info with the ratchet tree inside is ${taken ? 'taken' : 'refused'}`, answer)
    // Where it was refused, the twin begins the next epoch.
    if (!taken) await room.send(twin).accepted()
    const { opened } = await fetched(context, room, { as: second(user) })
    that(extensionData(opened.groupInfo.extensions, extensionTypes.ratchet_tree) === null, {
      expected: 'group info without a ratchet_tree extension served to somebody who joins',
      actual: `one with that extension, ${taken ? 'as the committer had sent it' : 'which no committer has sent'}`,
      exchange: answer,
      as: 'warn',
    })
  },
})

const partial = check({
  ...hosted,
  id: 'update.partial-group-info',
  title: 'A commit with partial group info is taken, and whole group info of the new epoch is served after it',
  requirements: ['MIMI-UPD-022'],
  drafts: ['06'],
  fails: 'The commit is refused, or what is served does not verify or is not of the new epoch.',
  async run(context) {
    const { expect, that } = context
    const { room, user, twin } = await committing(context)
    const answer = await expect(room.send(twin.partial())).code('success')
    if (answer.code !== 'success') return
    const defect = await defectServed(context, room, { as: second(user), after: twin })
    that(defect === null, {
      expected: `group info of epoch ${room.epoch}, put together by the hub`,
      actual: `${defect}`,
      exchange: answer,
    })
  },
})

/** The `full` tree at the end of an update, in another form. What a tree_signature is made over is said nowhere. */
const otherForms: readonly RatchetTreeOption[] = [
  { representation: 'distributionService' },
  { representation: 'outOfBand', tree_signature: new Uint8Array() },
  {
    representation: 'httpsUri',
    ratchet_tree_url: new TextEncoder().encode('https://trees.example/tree'),
    tree_signature: new Uint8Array(),
  },
]

const forms = check({
  ...hosted,
  id: 'update.tree-options',
  title: 'The ratchet tree is taken in full; what a hub makes of references to it is recorded',
  requirements: ['MIMI-UPD-023'],
  drafts: ['06'],
  fails: 'A commit with the whole tree beside its group info is refused, or the tree does not reach who joins next.',
  async run(context) {
    const { expect, that, observe } = context
    const { room, user, client, twin } = await committing(context)
    const answer = await expect(room.send(twin)).code('success')
    if (answer.code !== 'success') return
    const defect = await defectServed(context, room, { as: second(user), after: twin })
    that(defect === null, {
      expected: 'the tree of the new epoch, as the committer sent it in full, for somebody who joins',
      actual: `${defect}`,
      exchange: answer,
    })
    for (const form of otherForms) {
      const commit = await client.change()
      const told = await room.send(commit, { tamper: (body) => withTree(body, commit, form) })
      observe(`a ratchet tree as ${form.representation} is answered ${describeAnswer(told)}`, told)
      if (outcomeOf(told) === 'accepted') room.landed(commit)
    }
  },
})

/** An update's body with another RatchetTreeOption at its end. */
function withTree(body: Uint8Array, { ratchetTree }: Handshake, form: RatchetTreeOption): Uint8Array {
  const before = body.subarray(0, body.length - 1 - (ratchetTree?.length ?? 0))
  return Buffer.concat([before, encode(RatchetTreeOption['06'], form)])
}

export default [...wrong, embedded, partial, forms]
