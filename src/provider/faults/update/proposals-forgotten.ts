import { fault } from '../../fault.js'

export const updateProposalsForgotten = fault({
  id: 'update.proposals-forgotten',
  summary: 'passes proposals on, and does not remember them',
  breaks: ['MIMI-UPD-013', 'MIMI-UPD-018', 'MIMI-UPD-024', 'MIMI-UPD-026'],
  apply: (ports) => {
    const { store } = ports
    const put: typeof store.hosted.put = (room) => store.hosted.put({ ...room, pending: [] })
    return { ...ports, store: { ...store, hosted: { ...store.hosted, put } } }
  },
})
