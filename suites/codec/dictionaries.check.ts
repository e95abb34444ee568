import { check } from '../../src/check/define.js'
import { describeAnswer, isEvaluated } from '../../src/peers/answer.js'
import { privateComponents } from './families.js'
import { type Endpoint, places } from './trial.js'
import { firstTwin } from './volley.js'

/** 06: the requests that end with a dictionary of extensions (5.7, 5.8); a report of abuse (5.9) needs a hosted room. */
const extensible = ['requestConsent', 'updateConsent', 'identifierQuery'] as const

const unknownComponents = extensible.map((endpoint: Endpoint) => {
  const place = places[endpoint]
  return check({
    id: `codec.unknown-component.${place.word}`,
    title: `${endpoint} takes a request whose extension dictionary has components it does not know`,
    requirements: ['MIMI-COD-024'],
    roles: [...place.roles],
    needs: [...place.needs],
    fails: 'A request with components of the private range is refused, while the same with an empty dictionary is not.',
    async run(context) {
      await firstTwin(context, place, await place.prepare(context))
      const answer = await (await place.prepare(context, { extensions: privateComponents })).twin('before')
      context.that(isEvaluated(answer), {
        expected: 'the request evaluated as without them: components f0a1 and f0a2 are for private use',
        actual: describeAnswer(answer),
        exchange: answer,
        as: 'warn',
      })
    },
  })
})

const emitted = check({
  id: 'codec.dictionary.emitted',
  title: 'The response to a query ends with a dictionary: empty, or sorted and without repetition',
  requirements: ['MIMI-COD-024', 'MIMI-COD-023'],
  roles: ['provider'],
  fails: 'id_response_extensions is missing, or its components are out of order or there twice.',
  async run(context) {
    const answer = await (await places.identifierQuery.prepare(context)).twin('before')
    const { value, error } = answer
    if (!value && !error) context.skip(`no response came: ${describeAnswer(answer)}; judged by query.answered`)
    const missing = error?.path === 'id_response_extensions.component_data'
    context.that(value !== null || !missing, {
      expected: 'id_response_extensions as last field, a zero-length vector (00) where there is nothing to say',
      actual: describeAnswer(answer),
      ...(missing && { path: error.path, offset: error.offset }),
      exchange: answer,
    })
  },
})

export default [...unknownComponents, emitted]
