import { fault } from '../../fault.js'
import type { Code } from '../../store/codes.js'

export const groupInfoCodeOfAnyRoom = fault({
  id: 'group-info.code-of-any-room',
  summary: 'keeps joining codes without the room that they are for',
  breaks: ['MIMI-GRP-005'],
  apply: (ports) => {
    const { codes } = ports.store
    const rooms = new Map<string, string>()
    const add = (room: string, code: Code) => {
      rooms.set(Buffer.from(code.code).toString('hex'), room)
      codes.add(room, code)
    }
    const find: typeof codes.find = (room, code) =>
      codes.find(rooms.get(Buffer.from(code).toString('hex')) ?? room, code)
    return { ...ports, store: { ...ports.store, codes: { ...codes, add, find } } }
  },
})
