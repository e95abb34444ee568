import type { InboundRecord } from './inbound.js'
import { Mailbox } from './mailbox.js'
import type { Session } from './session.js'

/** Which check owns which user, room, URL or search value, so that a shared peer knows whose request it received. */
export class Claims {
  private readonly owners = new Map<string, Session>()
  private readonly mailboxes = new Map<Session, Mailbox>()

  /** Inbound requests that name the subject belong to the session from now on, and still do after its end. */
  claim(subject: string, session: Session): void {
    this.owners.set(subject, session)
  }

  ownerOf(names: Iterable<string>): Session | undefined {
    for (const name of names) {
      const owner = this.owners.get(name)
      if (owner) return owner
    }
    return undefined
  }

  mailbox(session: Session): Mailbox {
    const mailbox = this.mailboxes.get(session) ?? new Mailbox()
    this.mailboxes.set(session, mailbox)
    return mailbox
  }

  deliver(record: InboundRecord, owner: Session): void {
    this.mailbox(owner).deliver(record)
  }
}
