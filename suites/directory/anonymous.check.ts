import { check } from '../../src/check/define.js'

export default check({
  id: 'directory.anonymous',
  title: 'Whether the directory is served without a client certificate',
  requirements: ['MIMI-DIR-001'],
  roles: ['provider', 'follower', 'hub'],
  observes: true,
  fails: 'It cannot fail: whether discovery asks for mutual TLS is unclear.',
  async run({ peer, target, that }) {
    const anonymous = await peer.presenting('none')
    const { exchange, status } = await anonymous.get(target.directoryUrl, { fresh: true })
    that(status !== 200, {
      expected: 'nothing in particular: the drafts do not say whether discovery asks for a client certificate',
      actual: 'the directory is served to a client without a certificate',
      as: 'observe',
      exchange,
    })
  },
})
