import { check } from '../../src/check/define.js'
import { spoiled } from '../../src/check/spoiled.js'
import { wrongWelcomes } from '../../src/mls/artefacts.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { hosted, twoPeers } from './rooms.js'

const { welcomeUnasked, ...forNewcomers } = wrongWelcomes

export default check({
  ...hosted,
  id: 'update.wrong-welcome',
  title: 'What a hub makes of a Welcome that does not fit its commit is recorded',
  requirements: ['MIMI-UPD-015'],
  observes: true,
  fails: 'It does not: the drafts do not say that a hub compares the two.',
  async run(context) {
    const { draft, other, observe } = context
    const newcomers = Object.values(forNewcomers).map((artefact) => ({
      artefact,
      change: { admit: [{ user: other.user() }] },
    }))
    for (const { artefact, change } of [...newcomers, { artefact: welcomeUnasked, change: {} }]) {
      if (!artefact.appliesTo.includes(draft)) continue
      const { room, adminClient } = await twoPeers(context)
      const twin = await adminClient.change(change)
      const answer = await room.send(await spoiled(adminClient, twin, artefact, { added: twin.added[0] }))
      observe(`${artefact.what}: ${describeAnswer(answer)}`, answer)
    }
  },
})
