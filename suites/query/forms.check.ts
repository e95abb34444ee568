import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { allowed, facts, type Named, query, valueOf } from './asking.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'query.form.one-search',
    title: 'A request is one search: its type, its value, then the name of the claim or field',
    requirements: ['MIMI-IDQ-009'],
    roles,
    fails: 'A search for a handle or for an OIDC claim in that form is not answered with an IdentifierResponse.',
    async run(context) {
      const { peer, expect, name } = context
      await query(context, { type: 'handle', value: `im:${name('nobody')}@mimicry.example` })
      const claim = { type: 'oidcStdClaim', name: 'given_name', value: name('nobody') } as const
      await expect(peer.identifierQuery({ elements: [claim] })).reads()
    },
  }),
  check({
    id: 'query.form.value-first',
    title: 'The value comes before the name of the claim',
    requirements: ['MIMI-IDQ-009'],
    roles,
    needs: ['createUser'],
    fails:
      'A user is found by a request that has the name of the claim first, as in later drafts, and not by this one.',
    async run(context) {
      const { target, that } = context
      const fact: Named = ['oidcStdClaim', 'given_name']
      const user = await target.user({ devices: 0, consent: 'none', profile: facts(context, [fact]) })
      const [type, name, value] = [fact[0], 'given_name', valueOf(context, user, fact)] as const
      const inOrder = await query(context, { type: 'oidcStdClaim', name, value })
      const swapped = await query(context, { type: 'oidcStdClaim', name: value, value: name })
      const found = inOrder.users.includes(user.uri)
      that(found || !swapped.users.includes(user.uri), {
        expected: `${user.uri} found by ${type} with the value ${value} first, then ${name}`,
        actual: `found only with ${name} first; in the order of this draft ${inOrder.described}`,
        path: 'searchValue',
        exchange: inOrder.answer,
      })
      if (!found) allowed(context, inOrder, 'queries for given_name')
    },
  }),
  check({
    id: 'query.fields.source',
    title: 'Profile fields say whether they are OIDC claims or vCard properties',
    requirements: ['MIMI-IDQ-012'],
    roles,
    needs: ['createUser'],
    fails: 'A claim in a profile has the source vcardField, a property has oidcStdClaim, or a source has no number.',
    async run(context) {
      const { target, peer, that, skip } = context
      const known: Named[] = [
        ['oidcStdClaim', 'given_name'],
        ['vcardField', 'ORG'],
      ]
      const profile = facts(context, [['handle'], ...known])
      const user = await target.user({ devices: 0, consent: 'none', profile })
      const element = { type: 'handle', value: valueOf(context, user, ['handle']) } as const
      const answer = await peer.identifierQuery({ elements: [element] })
      const { value, error } = answer
      that(!error?.path.endsWith('fieldSource'), {
        expected: 'the source 7 (oidcStdClaim) or 8 (vcardField) for each field',
        actual: error?.message ?? '',
        as: 'warn',
        path: error?.path,
        exchange: answer,
      })
      const fields = value?.foundProfiles.flatMap((found) => found.fields) ?? []
      if (!error && fields.length === 0) skip(`no profile with fields was returned: ${describeAnswer(answer)}`)
      for (const { fieldSource, fieldName } of fields)
        for (const [source, name = ''] of known)
          that(fieldName.toLowerCase() !== name.toLowerCase() || fieldSource === source, {
            expected: `the source ${source} for ${fieldName}`,
            actual: fieldSource,
            path: 'foundProfiles[].fields[].fieldSource',
            exchange: answer,
          })
    },
  }),
  check({
    id: 'query.dictionary.response',
    title: 'A response ends with an extension dictionary',
    requirements: ['MIMI-IDQ-013'],
    roles,
    fails: 'The answer to a query ends before id_response_extensions, as those of older drafts do.',
    async run({ peer, that, skip, name }) {
      const element = { type: 'handle', value: `im:${name('nobody')}@mimicry.example` } as const
      const answer = await peer.identifierQuery({ elements: [element] })
      const { value, error } = answer
      const atEnd = error?.path.startsWith('id_response_extensions') ?? false
      if (value === null && !atEnd) skip(`no readable answer: ${describeAnswer(answer)}; judged by query.answered`)
      that(!atEnd, {
        expected: 'id_response_extensions at the end, one byte 0 where it is empty',
        actual: error?.message ?? '',
        path: 'id_response_extensions',
        offset: error?.offset,
        exchange: answer,
      })
    },
  }),
  check({
    id: 'query.dictionary.request',
    title: 'A request ends with an extension dictionary, which may be empty',
    requirements: ['MIMI-IDQ-013'],
    roles,
    fails: 'A query that ends before id_request_extensions is answered like any other.',
    async run({ peer, refuses, name }) {
      const elements = [{ type: 'handle', value: `im:${name('nobody')}@mimicry.example` } as const]
      await refuses({
        what: 'the lack of id_request_extensions in a query',
        // An empty dictionary is one byte, the length of its list of components.
        malformed: () => peer.identifierQuery({ elements, tamper: (body) => body.subarray(0, -1) }),
        twin: () => peer.identifierQuery({ elements }),
        // Another code, such as notFound, says that the query was evaluated.
        isRefusal: ({ status, code }) => code === 'forbidden' || (status !== null && status >= 400 && status < 500),
      })
    },
  }),
]
