import { judging } from '../kit/judging.js'

export const policyCommitterJudged = judging({
  id: 'policy.committer-judged',
  summary: 'asks for the rights of whoever commits, also where the proposals are those of others',
  breaks: ['MIMI-POL-051'],
  drafts: ['06'],
  rules: ({ addsUsersByRight: right }) => ({
    addsUsersByRight(situation) {
      const { committer } = situation.input
      return right(
        committer ? { ...situation, acts: situation.acts.map((act) => ({ ...act, by: committer })) } : situation,
      )
    },
  }),
})
