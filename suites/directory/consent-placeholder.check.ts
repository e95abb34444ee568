import { check } from '../../src/check/define.js'
import { placeholders } from '../../src/transport/directory.js'
import { published } from './published.js'

export default check({
  id: 'directory.consent-placeholder',
  title: 'Whether the consent endpoints take the domain or the user',
  requirements: ['MIMI-DIR-008'],
  roles: ['provider', 'follower', 'hub'],
  observes: true,
  fails: 'It cannot fail: 5.7 says the domain, the example in 5.1 the user.',
  async run(context) {
    const { templates, answer } = await published(context)
    const { requestConsent = '', updateConsent = '' } = templates
    const names = [requestConsent, updateConsent].map((template) => placeholders(template).join(', '))
    context.that(
      names.every((name) => /domain/i.test(name)),
      {
        expected: 'nothing in particular: either form is followed',
        actual: `the placeholders are called ${names.map((name) => name || 'nothing').join(' and ')}`,
        as: 'observe',
        exchange: answer,
      },
    )
  },
})
