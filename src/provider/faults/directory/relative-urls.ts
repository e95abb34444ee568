import { fault } from '../../fault.js'

export const relativeUrls = fault({
  id: 'directory.relative-urls',
  summary: 'publishes URLs without scheme and authority',
  breaks: ['MIMI-DIR-006'],
  apply: (ports) => ({
    ...ports,
    directory: { ...ports.directory, document: () => ports.directory.document('') },
  }),
})
