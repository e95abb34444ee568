import { fault } from '../../fault.js'

export const notifyTimesAcrossRooms = fault({
  id: 'notify.times-across-rooms',
  summary: 'drops events that are older than the last one which came, of whatever room that was',
  breaks: ['MIMI-NTF-010'],
  apply: (ports) => {
    const { notify } = ports.rules
    let last = 0n
    const taken: typeof notify.taken = (read) =>
      notify.taken(read).filter(({ timestamp }) => {
        const late = timestamp < last
        if (!late) last = timestamp
        return !late
      })
    return { ...ports, rules: { ...ports.rules, notify: { ...notify, taken } } }
  },
})
