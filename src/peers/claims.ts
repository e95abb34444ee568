import type { InboundRecord } from './inbound.js'
import { Mailbox } from './mailbox.js'
import type { Session } from './session.js'

/** Which check owns which user, room, URL or search value, so that a shared peer knows whose request it received. */
export class Claims {
  private readonly owners = new Map<string, Session>()
  private readonly mailboxes = new Map<Session, Mailbox>()
  private readonly subjects = new WeakMap<Session, Set<string>>()

  /** Inbound requests that name the subject belong to the session from now on, and still do after its end. */
  claim(subject: string, session: Session): void {
    this.owners.set(subject, session)
    const subjects = this.subjects.get(session) ?? new Set()
    this.subjects.set(session, subjects.add(subject))
  }

  /** What came for the session is gone, and what still comes belongs to nobody. @returns what it had claimed */
  forget(session: Session): ReadonlySet<string> {
    const subjects = this.subjects.get(session) ?? new Set()
    for (const subject of subjects) if (this.owners.get(subject) === session) this.owners.delete(subject)
    this.mailboxes.delete(session)
    this.subjects.delete(session)
    return subjects
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
