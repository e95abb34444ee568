import { check } from '../../src/check/define.js'
import { tryDecode } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { MLSMessage } from '../../src/mls/wire/index.js'
import { openRoom } from '../../src/peers/room.js'
import type { TargetDevice } from '../../src/peers/target-handle.js'
import type { InboxEntry } from '../../src/target/driver/contract.js'
import { ask, entriesOf, provisioning } from './asking.js'

export default check({
  id: 'key-material.welcome-to-client',
  title: 'A Welcome reaches the client that the key package was handed out for',
  requirements: ['MIMI-KEY-030'],
  roles: ['provider'],
  needs: [...provisioning, 'inbox'],
  fails: 'Of two clients of a user the one whose key package the Welcome names does not get it.',
  async run({ draft, target, hub, that, observe, skip }) {
    const user = await target.user({ devices: 2, keyPackages: 1 })
    const [sibling, welcomed] = user.devices
    const creator = hub.user()
    const room = await openRoom(hub.roomUri(), creator, draft)
    const answer = await ask(hub, user, { requester: creator, room: room.uri }).accepted()
    const entry = entriesOf(answer.value, user).find(({ device, keyPackage }) => device === welcomed && keyPackage)
    if (!entry?.keyPackage || !welcomed || !sibling)
      return skip('the second client has no key package; judged by key-material.all-clients')
    await room.add([entry.keyPackage])
    const sent = await hub.notify(target, hub.fanout(room, room.welcome)).accepted()
    const arrived = await hasWelcome(draft, welcomed)
    const astray = welcomesIn(draft, await sibling.inbox()) > 0
    that(arrived, {
      expected: `the Welcome in the inbox of ${welcomed.uri}, whose key package ${entry.ref} it names`,
      actual: `it is not there${astray ? `; ${sibling.uri} has got it` : ''}`,
      exchange: sent,
    })
    if (astray) observe(`${sibling.uri}, which it is not for, has got it, too`, sent)
  },
})

/** Whether one arrives in time. */
async function hasWelcome(draft: Draft, device: TargetDevice): Promise<boolean> {
  return welcomesIn(draft, await device.delivered((entries) => welcomesIn(draft, entries) > 0)) > 0
}

function welcomesIn(draft: Draft, entries: readonly InboxEntry[]): number {
  return entries.filter(({ message }) => {
    const read = tryDecode(MLSMessage[draft], message)
    return read.ok && 'welcome' in read.value
  }).length
}
