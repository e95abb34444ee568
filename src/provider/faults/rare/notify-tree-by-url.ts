import { some } from '../kit/fields.js'
import { cut, stumbling } from '../kit/stumbling.js'

export const notifyTreeByUrl = stumbling({
  id: 'notify.tree-by-url',
  summary: 'drops the connection when the tree beside a Welcome is at a URL',
  breaks: ['MIMI-NTF-004', 'MIMI-NTF-018'],
  drafts: ['06'],
  action: 'notify',
  over: some(/ratchet_tree_url$/, () => true),
  reply: cut,
})
