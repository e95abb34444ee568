/** What requests about a room are answered with: this provider hosts none yet, so every room is unknown to it. */
export interface RoomRules {
  /** 5.3. */
  update(room: string): { readonly code: 'notAllowed'; readonly description: string }
  /** 5.4. */
  submitMessage(room: string): 'notAllowed'
  /** 5.6. */
  groupInfo(room: string): 'noSuchRoom' | 'notAuthorized'
  /** 5.9: whether a report about a room is taken. */
  reportAbuse(room: string): boolean
}

export const roomRules: RoomRules = {
  update: () => ({ code: 'notAllowed', description: 'there is no such room here' }),
  submitMessage: () => 'notAllowed',
  groupInfo: () => 'noSuchRoom',
  reportAbuse: () => false,
}
