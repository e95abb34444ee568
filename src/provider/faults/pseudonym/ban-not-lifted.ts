import { fault } from '../../fault.js'

export const pseudonymBanNotLifted = fault({
  id: 'pseudonym.ban-not-lifted',
  summary: 'goes on to refuse users whose ban it has lifted',
  breaks: ['MIMI-PSD-013'],
  apply: (ports) => {
    const { hosted } = ports.store
    const put: typeof hosted.put = (room) => {
      const before = hosted.find(room.prepared.uri)?.bans ?? []
      hosted.put({ ...room, bans: [...before, ...room.bans.filter((ban) => !before.includes(ban))] })
    }
    return { ...ports, store: { ...ports.store, hosted: { ...hosted, put } } }
  },
})
