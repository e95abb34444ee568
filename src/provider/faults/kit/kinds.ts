import type { Event } from '../../rules/notify.js'

function handshake({ message }: Event): string | null {
  return 'public_message' in message ? message.public_message.content.content_type : null
}

export function isCommit(event: Event): boolean {
  return handshake(event) === 'commit'
}

export function isProposal(event: Event): boolean {
  return handshake(event) === 'proposal'
}

export function isApplication({ message }: Event): boolean {
  return 'private_message' in message
}
