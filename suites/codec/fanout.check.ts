import { check } from '../../src/check/define.js'
import { decode, encode, hexText } from '../../src/codec/index.js'
import { MLSMessage, type Node, RatchetTree } from '../../src/mls/wire/index.js'
import { describeAnswer, isEvaluated } from '../../src/peers/answer.js'
import { someFrank } from '../../src/peers/builders.js'
import { FanoutMessage } from '../../src/wire/notify.js'
import type { InboxEntry } from '../../src/target/driver/contract.js'
import { places } from './trial.js'

const franked = check({
  id: 'codec.frank.raw-octets',
  title: 'The marks in a franked message are 32 octets each, and the event behind it is delivered',
  requirements: ['MIMI-COD-016'],
  roles: ['follower'],
  needs: [...places.notify.needs, 'inbox'],
  fails: 'Of two events in one notify, the first with a frank, one is refused or not delivered.',
  async run({ hub, target, draft, that }) {
    const user = await target.user({ keyPackages: 1 })
    const room = await hub.roomWith(user)
    await hub.notify(target, hub.fanout(room, await room.applicationMessage('unmarked'))).accepted()
    const [first, second] = [await encrypted('marked'), await encrypted('behind it')]
    const body = hub.fanout(room, room.event(first, { frank: someFrank[draft] }), room.event(second))
    const answer = await hub.notify(target, body)
    that(isEvaluated(answer), {
      expected:
        'a franked message taken like one without: presence octet, then 32 octets for each mark, without a length',
      actual: describeAnswer(answer),
      path: '[0].frank',
      exchange: answer,
    })
    if (!isEvaluated(answer)) return
    const missing = (entries: readonly InboxEntry[]) =>
      [first, second].filter((sent) => !entries.some(({ message }) => Buffer.from(message).equals(sent)))
    const left = missing(await user.device.delivered((entries) => missing(entries).length === 0))
    that(left.length === 0, {
      expected: 'both messages in the inbox of the device',
      actual: left.map((sent) => `the ${sent === first ? 'franked message' : 'one behind it'} is missing`).join(', '),
      path: '[0].frank',
      exchange: answer,
    })

    function encrypted(text: string): Promise<Uint8Array> {
      return room.group.encrypt(new TextEncoder().encode(text))
    }
  },
})

const blankNodes = check({
  id: 'codec.ratchet-tree.blank-nodes',
  title: 'A Welcome with a ratchet tree that has blank nodes is taken, and the tree reaches the device unchanged',
  requirements: ['MIMI-COD-020'],
  roles: ['follower'],
  needs: places.notify.needs.slice(),
  fails:
    'A Welcome whose tree has a blank node is refused, while one without blanks is taken, or the tree arrives changed.',
  async run({ hub, target, draft, that, must, skip }) {
    const whole = await welcomed(1)
    await hub.send('notify', whole.room.uri, whole.event(whole.tree.map((node) => node ?? someParent))).accepted()
    const { user, room, tree, event } = await welcomed(3)
    if (!tree.includes(null)) skip('fewer than three devices were given key packages, so the tree has no blank node')
    const answer = await hub.send('notify', room.uri, event(tree))
    must(isEvaluated(answer), {
      expected: 'the Welcome taken: the tree is a vector of optional nodes (RFC 9420, 12.4.3.3; reading R-W16)',
      actual: describeAnswer(answer),
      path: 'ratchetTreeOption.ratchet_tree',
      exchange: answer,
    })
    if (!target.can('inbox')) return
    const sent = encode(RatchetTree, tree)
    const entries = await user.device.delivered((some) => some.some(({ ratchetTree }) => ratchetTree))
    const entry = entries.find(({ ratchetTree }) => ratchetTree)
    that(entry?.ratchetTree !== undefined && Buffer.from(entry.ratchetTree).equals(sent), {
      expected: `the ratchet tree of ${sent.length} bytes with the Welcome in the device's inbox`,
      actual: entry?.ratchetTree ? `another: ${hexText(entry.ratchetTree.subarray(0, 16))}…` : 'no Welcome with a tree',
      path: 'ratchetTreeOption.ratchet_tree',
      exchange: answer,
    })

    /** A room with a user of as many devices, whose Welcome has yet to be sent. */
    async function welcomed(devices: number) {
      const user = await target.user({ devices, keyPackages: 1 })
      const room = await hub.roomWith(user, { deliver: false })
      const welcome = decode(FanoutMessage[draft], room.welcome)
      const option = 'ratchetTreeOption' in welcome ? welcome.ratchetTreeOption : null
      const tree = option && 'ratchet_tree' in option ? option.ratchet_tree : []
      const event = (ratchet_tree: RatchetTree) =>
        room.event(encode(MLSMessage[draft], welcome.message), {
          ratchetTreeOption: { representation: 'full', ratchet_tree },
        })
      return { user, room, tree, event }
    }
  },
})

/** In the place of a blank node: whoever cannot read the Welcome cannot tell that it is not the group's. */
const someParent: Node = {
  node_type: 'parent',
  parent_node: { encryption_key: new Uint8Array(32).fill(9), parent_hash: new Uint8Array(), unmerged_leaves: [] },
}

export default [franked, blankNodes]
