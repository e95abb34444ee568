import { check } from '../../src/check/define.js'
import type { Severity } from '../../src/check/finding.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import { isEvaluated } from '../../src/peers/answer.js'
import { expand } from '../../src/transport/directory.js'
import { anybody } from '../transport/gate.js'

/** Only 04 and later say that the URI is percent-encoded. */
const onlyAnotherForm = byDraft<Severity, Severity, Severity>({ '01': 'observe', '02ed': 'observe', '06': 'fail' })

export default check({
  id: 'directory.user-in-path',
  title: 'The path of keyMaterial takes the whole URI of the user, percent-encoded',
  requirements: ['MIMI-DIR-010'],
  roles: ['provider', 'follower', 'hub'],
  fails: 'A request with mimi%3A%2F%2F… in the path is not found, while one with the URI in another form is.',
  async run({ target, peer, draft, that, skip }) {
    const user = await anybody(target)
    const template = target.directory?.endpoints.keyMaterial
    if (template === undefined)
      return skip('the directory has no keyMaterial; judged by directory.members.key-material')
    const requester = peer.user()
    const ask = (url: string) => peer.keyMaterial({ requester, target: user, url })
    const whole = await ask(expand(template, user))
    const schemeless = user.replace(/^[a-z]+:\/\//, '')
    const others = {
      'the URI without its scheme, percent-encoded': expand(template, schemeless),
      'the URI without its scheme, slashes left bare': template.replace(/\{[^{}]*\}/, () => encodeURI(schemeless)),
    }
    const understood: string[] = []
    for (const [form, url] of isEvaluated(whole) ? [] : Object.entries(others))
      if (isEvaluated(await ask(url))) understood.push(`${form} (${url})`)
    if (!isEvaluated(whole) && understood.length === 0)
      return skip('keyMaterial evaluates no request, whatever the path; judged by key-material.answered')
    that(isEvaluated(whole), {
      expected: `the placeholder to take the whole URI, percent-encoded: ${expand(template, user)}`,
      actual: `status ${whole.status} for that, while ${understood.join(' and ')} is understood`,
      as: onlyAnotherForm[draft],
      exchange: whole,
    })
  },
})
