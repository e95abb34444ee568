import { franking } from '../kit/franking.js'

export const frankingSuiteOfItsOwn = franking({
  id: 'franking.suite-of-its-own',
  summary: 'names a cipher suite of its own in franks',
  breaks: ['MIMI-FRK-013'],
  drafts: ['06'],
  rules: ({ frank }) => ({
    frank: { ...frank, '06': (marked) => frank['06']({ ...marked, means: { ...marked.means, suite: 3 } }) },
  }),
})
