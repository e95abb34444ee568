import { published } from '../kit/published.js'

export const directoryWithoutAbuse = published({
  id: 'directory.report-abuse-missing',
  summary: 'publishes a directory without reportAbuse',
  breaks: ['MIMI-DIR-004'],
  drafts: ['02ed', '06'],
  publish({ reportAbuse: _missing, ...others }) {
    return others
  },
})
