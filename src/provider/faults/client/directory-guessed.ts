import { asking } from '../kit/asking.js'

export const directoryGuessed = asking({
  id: 'client.directory-guessed',
  summary: 'looks for the directory of its peers at a path of its own',
  breaks: ['MIMI-DIR-012'],
  ask: () => ({ directoryUrl: (domain) => `https://${domain}/mimi-directory.json` }),
})
