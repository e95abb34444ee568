import { setTimeout as sleep } from 'node:timers/promises'
import { check, type Definition } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { KeyPackage } from '../../src/mls/wire/index.js'
import { describeAnswer, isEvaluated, outcomeOf } from '../../src/peers/answer.js'
import { openRoom } from '../../src/peers/room.js'
import { ask, entriesOf, textOf } from '../key-material/asking.js'
import { contentOf, count, deliveredTo, provisioning } from '../notify/events.js'
import { facts, query, valueOf } from '../query/asking.js'
import { pseudonym } from './rooms.js'

const provided: Pick<Definition, 'roles' | 'needs'> = { roles: ['provider'], needs: provisioning }

const bootstrap = check({
  ...provided,
  id: 'pseudonym.connection.bootstrap',
  title:
    'Somebody under a pseudonym finds a user by handle, fetches key packages, and speaks in a room made for the two',
  requirements: ['MIMI-PSD-003'],
  fails: 'A step of the connection flow is refused to a requester whose URI is opaque, though everyone has consent.',
  async run(context) {
    const { draft, target, hub, skip, must, that } = context
    const bob = await target.user({ profile: facts(context, [['handle']]) })
    const handle = valueOf(context, bob, ['handle'])
    const found = await query(context, { type: 'handle', value: handle })
    if (found.code === 'forbidden' || found.code === 'unsupportedField')
      skip(`a handle cannot be asked for: ${found.code}`)
    const wanted = must(found.users.includes(bob.uri) && bob.uri, {
      expected: `${bob.uri} found by the handle ${handle}`,
      actual: found.described,
      exchange: found.answer,
    })
    const alice = pseudonym(hub)
    const room = await openRoom(hub.roomUri(), alice, draft)
    const answer = await hub.keyMaterial({ requester: alice, target: wanted, room: room.uri })
    const keyPackages = entriesOf(answer.value, bob).flatMap(({ keyPackage }) => keyPackage ?? [])
    must(keyPackages.length > 0, {
      expected: `key packages of ${bob.uri} for ${alice.uri}, to whom as to everyone consent was given`,
      actual: describeAnswer(answer),
      exchange: answer,
    })
    await room.add(keyPackages)
    const hello = await room.applicationMessage('it is me')
    for (const [what, event] of [
      ['the Welcome', room.welcome],
      ['the first message', hello],
    ] as const) {
      const sent = await hub.notify(target, hub.fanout(room, event))
      must(isEvaluated(sent), {
        expected: `${what} of a room between a pseudonym and ${bob.uri} taken`,
        actual: describeAnswer(sent),
        exchange: sent,
      })
    }
    if (!target.can('inbox')) return
    const contents = [room.welcome, hello].map((event) => contentOf(draft, event))
    const entries = await deliveredTo(bob.device, contents)
    const missing = contents.filter((content) => count(entries, content) === 0).length
    that(missing === 0, {
      expected: `Welcome and message in the inbox of ${bob.device.uri}`,
      actual: `${missing} of the two are missing`,
    })
  },
})

const handedOver = check({
  ...provided,
  needs: [...provisioning, 'inbox'],
  id: 'pseudonym.connection.handed-over',
  title: 'A Welcome for a key package that a client gave away in a message, not by its provider, reaches the client',
  requirements: ['MIMI-PSD-004'],
  fails: 'The Welcome for a key package of a client that keyMaterial never handed out is refused or not delivered.',
  async run({ draft, target, hub, must, that }) {
    const alice = await target.user({ keyPackages: 0 })
    const [given] = await alice.publish(alice.device, 1, { withheld: true })
    if (!given) throw new Error('as many key packages are made as are wanted')
    const room = await openRoom(hub.roomUri(), pseudonym(hub), draft)
    await room.add([given.keyPackage])
    const sent = await hub.notify(target, hub.fanout(room, room.welcome))
    must(isEvaluated(sent), {
      expected: `the Welcome taken: the key package that it names belongs to ${alice.device.uri}`,
      actual: `${describeAnswer(sent)}; a provider has to know its clients' key packages, handed out by it or not`,
      exchange: sent,
    })
    const welcome = contentOf(draft, room.welcome)
    const entries = await deliveredTo(alice.device, [welcome])
    that(count(entries, welcome) > 0, {
      expected: `the Welcome in the inbox of ${alice.device.uri}`,
      actual: `it is not there, among ${entries.length} entries`,
      exchange: sent,
    })
  },
})

const unexposed = check({
  ...provided,
  id: 'pseudonym.key-material.unexposed',
  title: 'Key material for a pseudonym names nobody but the pseudonym',
  requirements: ['MIMI-PSD-005'],
  fails: 'The answer has the URI of the account behind the pseudonym, or of one of its devices (a warning).',
  async run({ target, hub, that, skip }) {
    const account = await target.user()
    const alias = await target.user({ pseudonymOf: account.uri })
    const answer = await ask(hub, alias).accepted()
    const entries = entriesOf(answer.value, alias, account)
    if (entries.length === 0 || !answer.value) skip('the answer has no clients; judged by key-material.all-clients')
    const named = [
      answer.value ? textOf(answer.value.userUri.uri) : '',
      ...entries.map(({ clientUri }) => clientUri),
      ...entries.flatMap(({ keyPackage }) =>
        keyPackage ? [Buffer.from(encode(KeyPackage, keyPackage)).toString('latin1')] : [],
      ),
    ]
    const real = [account.uri, ...account.devices.map(({ uri }) => uri)]
    const exposed = real.filter((uri) => named.some((text) => text.includes(uri)))
    that(exposed.length === 0, {
      expected: `an answer about ${alias.uri} that does not tell whose pseudonym it is`,
      actual: `it names ${exposed.join(', ')}`,
      as: 'warn',
      exchange: answer,
    })
  },
})

const expired = check({
  ...provided,
  id: 'pseudonym.key-material.after-expiry',
  title: 'When a key package that was given away has expired, a new one can be fetched by who has consent',
  requirements: ['MIMI-PSD-014'],
  fails: 'The requester gets no new key package with a grant after the one given away in a message has expired.',
  async run({ target, hub, that, observe, signal }) {
    const alice = await target.user({ consent: 'none' })
    const bob = pseudonym(hub)
    const now = Math.floor(Date.now() / 1000)
    await alice.publish(alice.device, 1, { withheld: true, notBefore: now - 3600, notAfter: now + 1 })
    await sleep(1_200, undefined, { signal })
    const request = () => hub.keyMaterial({ requester: bob, target: alice.uri, room: hub.roomUri() })
    const before = await request()
    if (outcomeOf(before) === 'accepted') observe('a new one is given without a grant, too', before)
    await alice.setConsent('grant', bob.uri)
    const after = await request()
    that(outcomeOf(after) === 'accepted', {
      expected: `key packages of ${alice.uri} for ${bob.uri}, who now has consent`,
      actual: describeAnswer(after),
      exchange: after,
    })
  },
})

export default [bootstrap, handedOver, unexposed, expired]
