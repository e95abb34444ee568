import { fault } from '../../fault.js'

export const directoryWithoutKeys = fault({
  id: 'directory.key-material-missing',
  summary: 'publishes a directory without keyMaterial',
  breaks: ['MIMI-DIR-003'],
  apply: (ports) => ({
    ...ports,
    directory: {
      ...ports.directory,
      document(origin) {
        const { keyMaterial: _missing, ...others } = ports.directory.document(origin)
        return others
      },
    },
  }),
})
