import { check } from '../../src/check/define.js'
import { handedOut } from '../../src/peers/hosting/handed-out.js'
import type { Handshake, Message } from '../../src/peers/hosted-room.js'
import { hosting } from '../../src/peers/hosted-room.js'
import { hex } from '../franking/franked.js'
import { twoPeers } from '../update/rooms.js'
import { provisioning } from './events.js'
import { hosted } from './fanned-out.js'

const order = check({
  ...hosted,
  needs: [...hosting, 'inbox'],
  id: 'notify.hub.inbox',
  title: "The target's own users get the events of their room, in the order in which they were accepted",
  requirements: ['MIMI-NTF-028'],
  fails: "A message, a proposal or a commit does not come to a local member's client, or not in order.",
  async run(context) {
    const { target, that, skip } = context
    const creator = await target.account()
    const { room, adminClient, memberClient } = await twoPeers(context, { creator })
    const sent: (Message | Handshake)[] = [await room.say(adminClient, 'first')]
    const proposal = await memberClient.propose({ renew: true })
    await room.send(proposal).accepted()
    const commit = await adminClient.change()
    await room.send(commit).accepted()
    sent.push(proposal, commit, await room.say(memberClient, 'last'))
    const wanted = sent.map((each) => hex('bytes' in each ? each.bytes : each.messages[0]))
    const [first] = creator.devices
    if (!first) return skip('the account has no device')
    const entries = await first.delivered((all) =>
      wanted.every((each) => all.some(({ message }) => hex(message) === each)),
    )
    const got = entries.map(({ message }) => hex(message)).filter((each) => wanted.includes(each))
    const named = (list: readonly string[]) => list.map((each) => kinds[wanted.indexOf(each)]).join(', ') || 'nothing'
    return that(got.join() === wanted.join(), {
      expected: `${named(wanted)} in the inbox of ${first.uri}`,
      actual: named(got),
    })
  },
})

const kinds = ['the message', 'the proposal', 'the commit', 'the message of the new epoch']

const welcome = check({
  ...hosted,
  needs: [...hosting, ...provisioning.filter((operation) => operation !== 'createUser'), 'inbox'],
  id: 'notify.hub.inbox.welcome',
  title: "A newcomer among the target's own users gets its Welcome, with the tree",
  requirements: ['MIMI-NTF-028'],
  fails: 'The Welcome does not come to the client of a local user who was added, or comes without a tree.',
  async run(context) {
    const { target, peer, must, that } = context
    const newcomer = await target.user()
    const { room, admin, adminClient } = await twoPeers(context)
    const keyPackages = (await handedOut(peer, admin, room.uri, room.suite, newcomer)).map(({ bundle }) => bundle)
    const commit = await adminClient.change({ admit: [{ user: newcomer, keyPackages }] })
    await room.send(commit).accepted()
    const sent = hex(commit.welcome ?? undefined)
    const entries = await newcomer.device.delivered((all) => all.some(({ message }) => hex(message) === sent))
    const entry = must(entries.find(({ message }) => hex(message) === sent) ?? null, {
      expected: `the Welcome in the inbox of ${newcomer.device.uri}`,
      actual: `${entries.length} other entries`,
    })
    that(hex(entry.ratchetTree) === hex(commit.ratchetTree ?? undefined), {
      expected: `the tree of epoch ${room.epoch} with the Welcome`,
      actual: hex(entry.ratchetTree),
    })
  },
})

export default [order, welcome]
