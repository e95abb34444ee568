import { check } from '../../src/check/define.js'

export default check({
  id: 'abuse.unknown-room',
  title: 'A report about a room that the target does not host is not accepted',
  requirements: ['MIMI-ABU-009'],
  roles: ['provider', 'follower', 'hub'],
  fails: 'The report is answered with a 2xx (a warning: the target may want to hide which rooms it hosts).',
  async run({ target, peer, expect }) {
    const [reporter, abuser] = [peer.user({ name: 'reporter' }), peer.user({ name: 'abuser' })]
    // There is no twin: a report that has to be taken needs a room that the target hosts.
    await expect(
      peer.reportAbuse({
        room: target.unknownRoom(),
        abuser: abuser.uri,
        reporter: reporter.uri,
        note: 'unknown room',
      }),
    ).refused({ accepted: 'warn' })
  },
})
