import { fault } from '../../fault.js'

export const directoryNotJson = fault({
  id: 'directory.not-json',
  summary: 'copies the example of 06 for its directory, in which the last member lacks its colon',
  breaks: ['MIMI-DIR-002'],
  apply: (ports) => ({
    ...ports,
    directory: {
      ...ports.directory,
      served(document) {
        const members = Object.entries(document).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
        const text = `{\n${members.join(',\n')}\n}`
        const colon = text.lastIndexOf('": ') + 1
        const body = new TextEncoder().encode(text.slice(0, colon) + text.slice(colon + 1))
        return { status: 200, headers: [['Content-Type', 'application/json']], body }
      },
    },
  }),
})
