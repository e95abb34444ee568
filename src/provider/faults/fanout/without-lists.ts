import { fanningOut } from '../kit/fanning-out.js'

export const fanoutWithoutLists = fanningOut({
  id: 'fanout.without-lists',
  summary: 'leaves out the list of external proposals where it is empty',
  breaks: ['MIMI-NTF-009'],
  drafts: ['06'],
  bytes: (written, { message }) =>
    'public_message' in message && message.public_message.content.content_type === 'commit'
      ? written.slice(0, -1)
      : written,
})
