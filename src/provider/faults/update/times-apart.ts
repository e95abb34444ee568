import { fanningOut } from '../kit/fanning-out.js'

export const updateTimesApart = fanningOut({
  id: 'update.times-apart',
  summary: 'distributes a commit with the time at which it was written, not with that of its acceptance',
  breaks: ['MIMI-UPD-042'],
  value: (event) => ({ ...event, timestamp: event.timestamp + 1n }),
})
