import { check } from '../../src/check/define.js'
import { spoiled } from '../../src/check/spoiled.js'
import { describeAnswer, isEvaluated } from '../../src/peers/answer.js'
import { wrongCommits } from '../../src/mls/artefacts.js'
import { hosted, twoPeers } from './rooms.js'

export default [
  check({
    ...hosted,
    id: 'update.stale-epoch',
    title: 'A commit and a proposal of an epoch that is over are answered wrongEpoch with the current epoch',
    requirements: ['MIMI-UPD-004'],
    fails: 'The answer has another code, or another epoch than the one that the group is in.',
    async run(context) {
      const { expect, that } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const late = [
        { what: 'commit', handshake: await memberClient.change() },
        { what: 'proposal', handshake: await memberClient.propose({ renew: true }) },
      ]
      await room.update(adminClient)
      for (const { what, handshake } of late) {
        const answer = await expect(room.send(handshake)).code('wrongEpoch')
        if (answer.code !== 'wrongEpoch' || answer.value === null) continue
        const told = 'currentEpoch' in answer.value ? answer.value.currentEpoch : null
        that(told === room.epoch, {
          expected: `currentEpoch ${room.epoch} in the answer to a ${what} of epoch ${handshake.epoch}`,
          actual: `${told}`,
          exchange: answer,
        })
      }
    },
  }),
  check({
    ...hosted,
    id: 'update.future-epoch',
    title: 'A commit for the epoch after the current one is answered wrongEpoch with the current epoch',
    requirements: ['MIMI-UPD-004'],
    fails: 'It is taken, or answered with another code (notAllowed is a warning), or with another epoch.',
    async run(context) {
      const { expect, that, refusesIn } = context
      const { room, adminClient } = await twoPeers(context)
      const twin = await adminClient.change()
      const early = await spoiled(adminClient, twin, wrongCommits.futureEpoch)
      const answer = await room.send(early)
      await refusesIn(room, {
        what: 'a commit for the epoch after the current one',
        malformed: () => Promise.resolve(answer),
        twin,
        isRefusal: (given) => isEvaluated(given) && given.code !== 'success',
      })
      await expect(answer).code('wrongEpoch', { warn: ['notAllowed'] })
      const told = answer.value !== null && 'currentEpoch' in answer.value ? answer.value.currentEpoch : null
      that(answer.code !== 'wrongEpoch' || told === twin.epoch, {
        expected: `currentEpoch ${twin.epoch}`,
        actual: describeAnswer(answer) + `, currentEpoch ${told}`,
        exchange: answer,
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.race',
    title: 'Of two commits for one epoch that come at the same time exactly one succeeds, and everybody sees that one',
    requirements: ['MIMI-UPD-027', 'MIMI-UPD-004'],
    fails: 'Both succeed or none does, the loser is not told the new epoch, or a follower is sent the losing commit.',
    async run(context) {
      const { that, arrivesIn, silentIn, peer, other, skip } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const rivals = [await adminClient.change(), await memberClient.change()] as const
      const answers = await Promise.all(rivals.map((rival) => room.send(rival)))
      const won = answers.flatMap(({ code }, index) => (code === 'success' ? [index] : []))
      const told = answers.map((answer) => describeAnswer(answer)).join('; ')
      if (won.length === 0 && answers.every(({ code }) => code !== 'wrongEpoch'))
        skip(`neither commit was taken, for another reason than its epoch (${told}); judged by update.accepted`)
      that(won.length === 1, {
        expected: 'success for exactly one of two valid commits of the same epoch',
        actual: told,
        exchange: answers[0],
      })
      const [winner] = won
      if (won.length !== 1 || winner === undefined) return
      const loser = winner === 0 ? 1 : 0
      const [lost, loserHandshake, winnerHandshake] = [answers[loser], rivals[loser], rivals[winner === 0 ? 0 : 1]]
      that(lost?.code === 'wrongEpoch', {
        requirement: 'MIMI-UPD-004',
        expected: 'wrongEpoch with the new epoch for the commit that came second',
        actual: told,
        as: 'warn',
        exchange: lost,
      })
      const currentEpoch = lost?.value && 'currentEpoch' in lost.value ? lost.value.currentEpoch : null
      that(lost?.code !== 'wrongEpoch' || currentEpoch === room.epoch, {
        requirement: 'MIMI-UPD-004',
        expected: `currentEpoch ${room.epoch}, which the winner has begun`,
        actual: `${currentEpoch}`,
        exchange: lost,
      })
      // The winner's own provider need not be sent its commit back; the other one has to be.
      const watching = winner === 0 ? other : peer
      await arrivesIn(room, watching, { kind: 'commit', of: winnerHandshake })
      await silentIn(room, watching, { kind: 'commit', of: loserHandshake }, { marker: () => Promise.resolve() })
    },
  }),
  check({
    ...hosted,
    id: 'update.repeated',
    title: 'A commit that is submitted a second time does not advance the group again',
    requirements: ['MIMI-UPD-028'],
    fails: 'After the repetition the group is in another epoch than after the first submission.',
    async run(context) {
      const { that } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const commit = await adminClient.change()
      await room.send(commit).accepted()
      const again = await room.send(commit)
      const next = await room.send(await memberClient.change())
      that(next.code === 'success', {
        expected: `the next commit, of epoch ${commit.epoch + 1n}, taken: the repeated one is answered wrongEpoch or success and changes nothing`,
        actual: `the repetition: ${describeAnswer(again)}; the next commit: ${describeAnswer(next)}`,
        exchange: next,
      })
    },
  }),
]
