import { fault } from '../../fault.js'

export const updateProposalsLostAtRestart = fault({
  id: 'update.proposals-lost-at-restart',
  summary: 'knows no proposals any more, when it is restarted, that nobody has committed',
  breaks: ['MIMI-UPD-024'],
  foundBy: 'model',
  apply(ports) {
    const { hosted } = ports.store
    // Whenever it starts.
    for (const room of Array.from(hosted.all())) if (room.pending.length > 0) hosted.put({ ...room, pending: [] })
    return ports
  },
})
