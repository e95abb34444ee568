import { judging } from '../kit/judging.js'

export const policyFirstChangeOnly = judging({
  id: 'policy.first-change-only',
  summary: 'looks at the first change of an update, and takes the others as they come',
  breaks: ['MIMI-POL-005'],
  drafts: ['06'],
  rules: ({ changesToPermittedRoles: moved, addsUsersToPermittedRoles: added }) => ({
    changesToPermittedRoles: (situation) => moved({ ...situation, acts: situation.acts.slice(0, 1) }),
    addsUsersToPermittedRoles: (situation) => added({ ...situation, acts: situation.acts.slice(0, 1) }),
  }),
})
