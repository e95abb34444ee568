import { parseDirectory } from '../../../transport/directory.js'
import { fault } from '../../fault.js'

export const unknownMembersRefused = fault({
  id: 'client.unknown-members',
  summary: 'cannot use a directory with members that it does not know',
  breaks: ['MIMI-DIR-013'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      endpoints: (body, base) =>
        Object.keys(parseDirectory(body, base).directory?.unknown ?? {}).length > 0
          ? null
          : ports.client.endpoints(body, base),
    },
  }),
})
