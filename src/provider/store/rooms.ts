import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

/** Rooms that other providers host and local devices are in. A room is known once a device came into it. */
export interface Rooms extends Changing {
  /** The local devices in a room, in order of their coming; undefined where nobody ever was. */
  devices(room: string): readonly string[] | undefined
  join(room: string, device: string): void
  forget(device: string): void
}

const mostRooms = 20_000

export function createRooms(): Rooms {
  const rooms = new Bounded<string, readonly string[]>(mostRooms)
  const byDevice = new Map<string, Set<string>>()
  return {
    devices: (room) => rooms.get(room),
    join(room, device) {
      const members = rooms.get(room) ?? []
      if (members.includes(device)) return
      rooms.set(room, [...members, device])
      byDevice.set(device, (byDevice.get(device) ?? new Set()).add(room))
    },
    forget(device) {
      for (const room of byDevice.get(device) ?? []) {
        const members = rooms.get(room)
        if (members)
          rooms.set(
            room,
            members.filter((each) => each !== device),
          )
      }
      byDevice.delete(device)
    },
    *changes(): Generator<Change> {
      for (const [room, devices] of rooms) for (const device of devices) yield ['join', room, device]
    },
  }
}
