import { type Draft, drafts, isDraft } from '../../drafts/ids.js'
import { ConfigurationError } from './types.js'

export interface Choice {
  draft: Draft
  /** False: nobody said that the target speaks it; its driver is asked. */
  declared: boolean
}

export interface ChoiceOptions {
  /** What `--draft` says; undefined where it was not given. */
  asked: readonly string[] | undefined
  /** How the user said it, for messages. */
  askedAs: string
  /** The drafts that the configuration declares. */
  configured: readonly Draft[]
  /** A target is named; else it is the reference provider, which speaks all drafts. */
  external: boolean
  /** The driver can be asked for the target's drafts. */
  driverKnows: boolean
}

/** The drafts of a run. @throws ConfigurationError where none is known, or one is asked for against the declaration */
export function chooseDrafts({ asked, askedAs, configured, external, driverKnows }: ChoiceOptions): Choice[] {
  const unknown = asked?.find((word) => word !== 'all' && !isDraft(word))
  if (unknown !== undefined)
    throw new ConfigurationError([`${askedAs} is ${JSON.stringify(unknown)}; write ${drafts.join(', ')} or all`])
  const named = asked && !asked.includes('all') ? drafts.filter((draft) => asked.includes(draft)) : undefined
  if (external && configured.length > 0) {
    const undeclared = named?.find((draft) => !configured.includes(draft))
    if (undeclared !== undefined)
      throw new ConfigurationError([
        `${askedAs} asks for ${undeclared}, but the configuration declares ${configured.join(', ')}; add drafts.${undeclared} to it`,
      ])
    return drafts.filter((draft) => (named ?? configured).includes(draft)).map((draft) => ({ draft, declared: true }))
  }
  if (named) return named.map((draft) => ({ draft, declared: true }))
  if (external && !driverKnows)
    throw new ConfigurationError([
      `nothing says which drafts the target speaks; give --draft ${drafts.join(' or --draft ')}, or declare them under drafts in the configuration`,
    ])
  return drafts.map((draft) => ({ draft, declared: !external }))
}
