import { fault } from '../../fault.js'

export const directoryContentType = fault({
  id: 'directory.content-type',
  summary: 'serves its directory as text/plain',
  breaks: ['MIMI-DIR-002'],
  apply: (ports) => ({
    ...ports,
    directory: {
      ...ports.directory,
      served: (document) => ({ ...ports.directory.served(document), headers: [['Content-Type', 'text/plain']] }),
    },
  }),
})
