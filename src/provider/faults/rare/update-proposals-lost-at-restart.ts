import { fault } from '../../fault.js'

export const updateProposalsLostAtRestart = fault({
  id: 'update.proposals-lost-at-restart',
  summary: 'knows no proposals any more, when it is restarted, that nobody has committed',
  breaks: ['MIMI-UPD-024'],
  foundBy: 'model',
  apply(ports) {
    const { hosted } = ports.store
    // Made anew with every start.
    const since = new Set<string>()
    const put: typeof hosted.put = (room) => {
      for (const { ref } of room.pending) since.add(Buffer.from(ref).toString('hex'))
      hosted.put(room)
    }
    const find: typeof hosted.find = (uri) => {
      const room = hosted.find(uri)
      return room && { ...room, pending: room.pending.filter(({ ref }) => since.has(Buffer.from(ref).toString('hex'))) }
    }
    return { ...ports, store: { ...ports.store, hosted: { ...hosted, find, put } } }
  },
})
