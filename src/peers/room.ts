import type { Group } from '../mls/engine.js'

/** A notify body: FanoutMessages of one room. */
export interface Fanout {
  readonly room: string
  readonly bytes: Uint8Array
}

export interface RoomOptions {
  /** Users of other peers or of this one who are members from the start besides the hub's own. */
  suite?: number
}

/** A room that a peer hosts as hub. Events are encoded FanoutMessages with the hub's acceptance time. */
export interface HubRoom {
  readonly uri: string
  readonly group: Group
  /** An application message of the hub's own member. */
  applicationMessage(text: string, options?: { timestamp?: bigint }): Promise<Uint8Array>
}
