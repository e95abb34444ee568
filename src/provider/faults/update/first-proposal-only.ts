import { fault } from '../../fault.js'

export const updateFirstProposalOnly = fault({
  id: 'update.first-proposal-only',
  summary: 'takes the first of several proposals, and forgets the others',
  breaks: ['MIMI-UPD-001', 'MIMI-UPD-018'],
  apply: (ports) => {
    const { store } = ports
    const put: typeof store.hosted.put = (room) => {
      const before = store.hosted.find(room.prepared.uri)?.pending.length ?? 0
      store.hosted.put({ ...room, pending: room.pending.slice(0, before + 1) })
    }
    return { ...ports, store: { ...store, hosted: { ...store.hosted, put } } }
  },
})
