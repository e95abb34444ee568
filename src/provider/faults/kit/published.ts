/** What faults of the published directory have in common. */
import { type Fault, fault } from '../../fault.js'

type Members = Readonly<Record<string, unknown>>
type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & {
  drafts?: Fault['drafts']
  /** The document that is published for the right one; `origin` has no slash at its end. */
  publish: (document: Members, origin: string) => Members
}

export function published({ publish, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => ({
      ...ports,
      directory: {
        ...ports.directory,
        document: (origin) => publish(ports.directory.document(origin), origin),
      },
    }),
  })
}

/** The document with each value changed. */
export function eachUrl(document: Members, change: (url: string, key: string) => unknown): Members {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, typeof value === 'string' ? change(value, key) : value]),
  )
}
