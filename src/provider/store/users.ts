import type { CreateUserRequest } from '../../target/driver/contract.js'
import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

export type User = Readonly<Omit<CreateUserRequest, 'wanted'>> & {
  readonly deleted: boolean
  readonly devices: readonly string[]
}

export interface Users extends Changing {
  /** A user that ever existed; `deleted` says whether it still does. */
  find(uri: string): User | undefined
  /** Users that exist, in order of creation. */
  all(): Iterable<User>
  /** False when the URI is taken or there is no room for more. */
  create(user: CreateUserRequest): boolean
  delete(uri: string): boolean
  /** Registers a device; again is no change. False when there is no such user, the device is another's, or there is no room for more. */
  addDevice(uri: string, device: string): boolean
}

export const mostUsers = 20_000
const mostDevices = 50
const mostDeleted = 20_000

export function createUsers(): Users {
  const users = new Map<string, User>()
  const owners = new Map<string, string>()
  const deleted = new Bounded<string, User>(mostDeleted)
  return {
    find: (uri) => users.get(uri) ?? deleted.get(uri),
    all: () => users.values(),
    create(user) {
      if (users.has(user.uri) || users.size >= mostUsers) return false
      users.set(user.uri, { ...user, deleted: false, devices: [] })
      deleted.delete(user.uri)
      return true
    },
    delete(uri) {
      const user = users.get(uri)
      if (!user) return false
      users.delete(uri)
      for (const device of user.devices) owners.delete(device)
      deleted.set(uri, { ...user, deleted: true, devices: [] })
      return true
    },
    addDevice(uri, device) {
      const user = users.get(uri)
      if (!user) return false
      if (user.devices.includes(device)) return true
      if (user.devices.length >= mostDevices || owners.has(device)) return false
      owners.set(device, uri)
      users.set(uri, { ...user, devices: [...user.devices, device] })
      return true
    },
    *changes(): Generator<Change> {
      for (const { deleted: _, devices: __, ...user } of deleted.values()) {
        yield ['create', user]
        yield ['delete', user.uri]
      }
      for (const { deleted: _, devices, ...user } of users.values()) {
        yield ['create', user]
        for (const device of devices) yield ['addDevice', user.uri, device]
      }
    },
  }
}
