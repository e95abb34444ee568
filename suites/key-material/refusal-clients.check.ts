import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Answer } from '../../src/peers/answer.js'
import { ask, describe, entriesOf, provisioning, type Response } from './asking.js'

const shared: Pick<Definition, 'requirements' | 'roles' | 'fails'> = {
  requirements: ['MIMI-KEY-017'],
  roles: ['provider'],
  fails:
    'The clients list of the response, whose user code is neither a success nor noCompatibleMaterial, is not empty.',
}
const listing: readonly unknown[] = ['success', 'partialSuccess', 'noCompatibleMaterial']

/** Only a readable refusal has a list to judge; whether it is the right refusal is judged elsewhere. */
function judge({ that, skip }: CheckContext, answer: Answer<Response>, judgedBy: string): void {
  if (answer.value === null || listing.includes(answer.code))
    skip(`there is no refusal with a response structure; judged by ${judgedBy}`)
  const entries = entriesOf(answer.value)
  that(entries.length === 0, {
    expected: `an empty clients list with user status ${answer.code}`,
    actual: describe(entries),
    path: 'clients',
    exchange: answer,
  })
}

export default [
  check({
    ...shared,
    id: 'key-material.refusal-without-clients.unknown-user',
    title: 'The refusal for an unknown user lists no clients',
    async run(context) {
      const { target, hub } = context
      judge(context, await ask(hub, { uri: target.unknownUser() }), 'key-material.unknown-user')
    },
  }),
  check({
    ...shared,
    id: 'key-material.refusal-without-clients.no-consent',
    title: 'The refusal for want of consent lists no clients',
    needs: provisioning,
    async run(context) {
      const { target, hub } = context
      const user = await target.user({ consent: 'deny', devices: 2 })
      judge(context, await ask(hub, user), 'key-material.no-consent')
    },
  }),
]
