import { type Fault, fault } from '../../fault.js'
import type { Ports } from '../../ports.js'
import type { Event } from '../../rules/notify.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** What is taken of a body in place of all its events; `read` throws for a malformed one. */
  take(read: () => readonly Event[], ports: Ports): readonly Event[]
}

/** A fault in what is taken of a notify body. */
export function taking({ take, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        notify: { ...ports.rules.notify, taken: (read) => take(() => ports.rules.notify.taken(read), ports) },
      },
    }),
  })
}

/** The body's events; those of a malformed one are as good as none. */
export function readOrNothing(read: () => readonly Event[]): readonly Event[] {
  try {
    return read()
  } catch {
    return []
  }
}
