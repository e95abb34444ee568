import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { type Ingredients } from '../../src/check/spoiled.js'
import {
  type WrongUpdate,
  wrongAdditions,
  wrongCommits,
  wrongJoins,
  wrongLists,
  wrongPaths,
} from '../../src/mls/artefacts.js'
import type { Handshake } from '../../src/peers/hosted-room.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, type TwoPeers, twoPeers } from './rooms.js'
import { refusesAll } from './spoil.js'

interface Kind extends Pick<Definition, 'id' | 'title' | 'fails' | 'requirements'> {
  readonly artefacts: readonly WrongUpdate[]
  readonly accepted?: 'warn'
  readonly twin: (context: CheckContext, made: TwoPeers) => Promise<{ twin: Handshake; ingredients?: Ingredients }>
}

const plain: Kind['twin'] = async (_, { adminClient }) => ({ twin: await adminClient.change() })

/** A commit that adds a client whose key package an artefact spoils. */
const adding: Kind['twin'] = async ({ other }, { adminClient }) => {
  // What is spoiled in it must not show in a path as well.
  const twin = await adminClient.change({ admit: [{ user: other.user() }] }, { path: false })
  return { twin, ingredients: { added: twin.added[0] } }
}

const removing: Kind['twin'] = async (_, { adminClient, member }) => ({
  twin: await adminClient.change({ expel: [member] }),
})

const { framedSignature, framedLabel, framedContext, framedKey, otherGroup } = wrongCommits
const { senderOutOfRange, senderRemoved, senderOther, senderExternal, confirmationTag } = wrongCommits
const { leafSignature, leafLabel, leafPlace, leafGroup, ...otherPaths } = wrongPaths
const { staleKeyPackage, futureKeyPackage, ...otherAdditions } = wrongAdditions
const { joinWithRemoveByReference } = wrongJoins
const lists = Object.values(wrongLists)

const kinds: readonly Kind[] = [
  {
    id: 'update.wrong-signature',
    title:
      'A commit is refused whose signature is wrong, made under another label, without its context or with another key',
    requirements: ['MIMI-UPD-039'],
    fails: 'The hub takes a commit although its signature, or that of the new leaf in it, does not verify.',
    artefacts: [framedSignature, framedLabel, framedContext, framedKey, leafSignature, leafLabel, leafPlace, leafGroup],
    twin: plain,
  },
  {
    id: 'update.wrong-sender',
    title: 'A commit is refused that names a sender outside the tree, a blank leaf or another member',
    requirements: ['MIMI-UPD-039'],
    fails: 'The hub takes a commit whose sender cannot have signed it.',
    artefacts: [senderOutOfRange, senderRemoved, senderOther],
    twin: plain,
  },
  {
    id: 'update.other-group',
    title: 'A commit is refused that names another group than that of the room',
    requirements: ['MIMI-UPD-039'],
    fails: 'The hub takes a commit for a group that it does not host in this room.',
    artefacts: [otherGroup],
    twin: plain,
  },
  {
    id: 'update.commit-by-server',
    title: 'A commit is refused whose sender is an external one: servers may only propose',
    requirements: ['MIMI-UPD-029'],
    fails: 'The hub takes a commit with the sender type external.',
    artefacts: [senderExternal],
    twin: plain,
  },
  {
    id: 'update.wrong-path',
    title: 'A commit is refused whose path is missing, of the wrong length or does not fit the tree',
    requirements: ['MIMI-UPD-039'],
    fails: 'The hub takes a commit that no member can process (a warning: a hub may leave that to the members).',
    artefacts: Object.values(otherPaths),
    accepted: 'warn',
    twin: plain,
  },
  {
    id: 'update.wrong-confirmation-tag',
    title: 'A commit is refused whose confirmation tag is not that of the group info beside it',
    requirements: ['MIMI-UPD-017'],
    fails: 'The hub takes a commit that no member can process (a warning: a hub may leave that to the members).',
    artefacts: [confirmationTag],
    accepted: 'warn',
    twin: plain,
  },
  {
    id: 'update.wrong-addition',
    title: 'A commit is refused that adds a client by a key package which is not valid or is of another suite',
    requirements: ['MIMI-UPD-006'],
    fails: 'The hub takes a commit with an Add of a key package that breaks RFC 9420, section 10.1.',
    artefacts: Object.values(otherAdditions),
    twin: adding,
  },
  {
    id: 'update.wrong-addition.lifetime',
    title: 'A commit is refused that adds a client by a key package which has expired, or is not good yet',
    requirements: ['MIMI-UPD-006'],
    // RFC 9420, 7.3, only advises those who receive a leaf to look at its lifetime.
    fails: 'The hub takes a commit with an Add of a key package outside its lifetime (a warning).',
    artefacts: [staleKeyPackage, futureKeyPackage],
    accepted: 'warn',
    twin: adding,
  },
  {
    id: 'update.wrong-list',
    title: 'A commit is refused whose list of proposals breaks the rules of RFC 9420, section 12.2',
    requirements: ['MIMI-UPD-006'],
    fails: 'The hub takes a commit with proposals that must not stand together, or that nobody may make.',
    artefacts: lists.filter(({ twin }) => twin === 'any' || twin === 'path'),
    twin: plain,
  },
  {
    id: 'update.wrong-list.add',
    title: 'A commit is refused that adds the same client twice, or somebody who is in the group',
    requirements: ['MIMI-UPD-006'],
    fails: 'The hub takes a commit by which one client would be in the group twice.',
    artefacts: lists.filter(({ twin }) => twin === 'add'),
    twin: adding,
  },
  {
    id: 'update.wrong-list.remove',
    title: 'A commit is refused that removes a client twice or one that is not there',
    requirements: ['MIMI-UPD-006'],
    fails: 'The hub takes a commit with Remove proposals that RFC 9420, section 12.2, forbids.',
    artefacts: lists.filter(({ twin }) => twin === 'remove'),
    twin: removing,
  },
]

const commits = kinds.map(({ artefacts, accepted, twin: make, ...told }) =>
  check({
    ...hosted,
    ...told,
    async run(context) {
      const made = await twoPeers(context)
      const { room, adminClient: client } = made
      const { twin, ingredients } = await make(context, made)
      await refusesAll(context, { room, client, twin, artefacts, ingredients, accepted: () => accepted })
    },
  }),
)

const joins = check({
  ...hosted,
  id: 'update.wrong-join',
  title: 'An external commit is refused without a path or ExternalInit, with references, or not signed by the joiner',
  requirements: ['MIMI-UPD-038', 'MIMI-UPD-036'],
  fails: 'The hub takes an external commit that breaks RFC 9420, section 12.4.3.2.',
  async run(context) {
    const { target, peer, other } = context
    const user = peer.user({ devices: 2 })
    const room = await target.host({
      members: [
        { user, clients: 1 },
        { user: other.user(), role: 'admin' },
      ],
    })
    const device = second(user)
    const { opened: from } = await fetched(context, room, { as: device })
    const twin = await room.join(device, { from })
    const ratchetTree = from.ratchetTreeBytes
    if (!ratchetTree) return context.skip('the hub refers to the tree elsewhere instead of sending it')
    const joined = { groupInfo: from.groupInfoBytes, ratchetTree }
    const artefacts = Object.values(wrongJoins).filter((artefact) => artefact !== joinWithRemoveByReference)
    // Whether the new leaf fits the tree is more than the drafts ask of a hub.
    const accepted = ({ problem }: WrongUpdate) => (problem === 'parent-hash' ? 'warn' : undefined)
    await refusesAll(context, { room, client: twin.by, twin, artefacts, ingredients: { joined }, accepted })
  },
})

const referring = check({
  ...hosted,
  id: 'update.wrong-join.reference',
  title: 'An external commit that refers to a Remove proposal is refused, one without that is taken',
  requirements: ['MIMI-UPD-038'],
  fails: 'The hub takes an external commit with a reference to a proposal other than a SelfRemove.',
  async run(context) {
    const { target, peer, other } = context
    const [user, admin, member] = [peer.user({ devices: 2 }), other.user(), other.user()]
    const room = await target.host({
      members: [{ user, clients: 1 }, { user: admin, role: 'admin' }, { user: member }],
    })
    const expulsion = await room.client(admin).propose({ expel: [member] })
    await room.send(expulsion).accepted()
    const device = second(user)
    const { opened: from } = await fetched(context, room, { as: device })
    const twin = await room.join(device, { from })
    if (!from.ratchetTreeBytes) return context.skip('the hub refers to the tree elsewhere instead of sending it')
    const joined = { groupInfo: from.groupInfoBytes, ratchetTree: from.ratchetTreeBytes }
    const ingredients = { joined, pendingRemove: expulsion.refs[0] }
    await refusesAll(context, { room, client: twin.by, twin, artefacts: [joinWithRemoveByReference], ingredients })
  },
})

export default [...commits, joins, referring]
