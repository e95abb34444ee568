/** What requests about a room are answered with: this provider hosts none yet, so every room is unknown to it. */
export interface RoomRules {
  /** 5.3. */
  update(room: string): { readonly code: 'notAllowed'; readonly description: string }
  /** 5.6. */
  groupInfo(room: string): 'noSuchRoom' | 'notAuthorized'
}

export const roomRules: RoomRules = {
  update: () => ({ code: 'notAllowed', description: 'there is no such room here' }),
  groupInfo: () => 'noSuchRoom',
}
