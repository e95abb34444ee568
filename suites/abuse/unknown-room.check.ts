import { check } from '../../src/check/define.js'
import { hosting } from '../../src/peers/hosted-room.js'

export default check({
  id: 'abuse.unknown-room',
  title: 'A report about a room that the target does not host is not accepted',
  requirements: ['MIMI-ABU-009'],
  roles: ['hub'],
  needs: hosting,
  fails: 'The report is answered with a 2xx (a warning: the target may want to hide which rooms it hosts).',
  async run({ target, peer, refuses }) {
    const [reporter, abuser] = [peer.user({ name: 'reporter' }), peer.user({ name: 'abuser' })]
    const hosted = await target.host({ members: [{ user: reporter }, { user: abuser }] })
    const report = (room: string) =>
      peer.reportAbuse({ room, abuser: abuser.uri, reporter: reporter.uri, note: 'unknown room' })
    await refuses({
      what: 'a report about a room that is not there',
      malformed: () => report(target.unknownRoom()),
      twin: () => report(hosted.uri),
      accepted: 'warn',
    })
  },
})
