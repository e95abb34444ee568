/** A group of a room that nobody hosts, made once for all trials: nothing depends on its state. */
import type { CheckContext } from './context.js'
import { createDevice, type Device } from '../mls/device.js'
import { createGroup, type PendingCommit } from '../mls/engine.js'

interface Unhosted {
  /** The device that made the group. */
  readonly device: Device
  /** The commit that added a member, with its Welcome. */
  readonly added: PendingCommit
  /** An application message, an encoded MLSMessage. */
  readonly message: Uint8Array
}

const made = new Map<string, Promise<Unhosted>>()

export function unhosted(context: Pick<CheckContext, 'draft' | 'peer'>): Promise<Unhosted> {
  const key = `${context.draft} ${context.peer.domain}`
  const known = made.get(key) ?? make(context)
  made.set(key, known)
  return known
}

async function make({ draft, peer: { domain } }: Pick<CheckContext, 'draft' | 'peer'>): Promise<Unhosted> {
  const device = (name: string) =>
    createDevice({ draft, userUri: `mimi://${domain}/u/${name}`, clientUri: `mimi://${domain}/d/${name}` })
  const [creator, newcomer] = [device('creator'), device('newcomer')]
  const group = await createGroup(creator, { groupId: new TextEncoder().encode(`mimi://${domain}/g/codec`) })
  const added = await group.add(newcomer.keyPackages(1).map(({ bytes }) => bytes))
  added.accepted()
  return { device: creator, added, message: await group.encrypt(new TextEncoder().encode('to nobody')) }
}
