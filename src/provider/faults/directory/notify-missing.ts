import { published } from '../kit/published.js'

export const directoryWithoutNotify = published({
  id: 'directory.notify-missing',
  summary: 'publishes a directory without notify',
  breaks: ['MIMI-DIR-003'],
  publish({ notify: _missing, ...others }) {
    return others
  },
})
