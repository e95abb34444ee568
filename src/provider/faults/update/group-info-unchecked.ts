import { hub } from '../kit/hub.js'

export const updateGroupInfoUnchecked = hub({
  id: 'update.group-info-unchecked',
  summary: 'stores the group info that comes with a commit as it is',
  breaks: ['MIMI-UPD-016', 'MIMI-UPD-017'],
  rules: () => ({ groupInfoFits: () => undefined }),
})
