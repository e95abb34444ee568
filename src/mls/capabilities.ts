/** Who supports what (RFC 9420, 7.2 and 11.1). */
import type { RequiredCapabilities } from './wire/key-package.js'
import type { Capabilities } from './wire/leaf-node.js'

/** Types that every client has (7.2): they need not be required and must not be listed. */
export const defaultExtensionTypes: readonly number[] = [1, 2, 3, 4, 5]
export const defaultProposalTypes: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

/** What a client supports, listed or by default; credential types have no defaults. */
export interface Supported {
  extensions: ReadonlySet<number>
  proposals: ReadonlySet<number>
  credentials: ReadonlySet<number>
}

const known = new WeakMap<Capabilities, Supported>()

/** The sets of one leaf are made once: each commit asks all leaves of a group. */
export function supportedBy(capabilities: Capabilities): Supported {
  const found = known.get(capabilities)
  if (found) return found
  const made = {
    extensions: new Set([...defaultExtensionTypes, ...capabilities.extensions]),
    proposals: new Set([...defaultProposalTypes, ...capabilities.proposals]),
    credentials: new Set(capabilities.credentials),
  }
  known.set(capabilities, made)
  return made
}

/** What is required and not there, each in a few words. */
export function lacking(capabilities: Capabilities, required: RequiredCapabilities): string[] {
  const { extensions, proposals, credentials } = supportedBy(capabilities)
  const lacks = (what: string, supported: ReadonlySet<number>, wanted: readonly number[]) =>
    wanted.filter((type) => !supported.has(type)).map((type) => `${what} type ${type}`)
  return [
    ...lacks('extension', extensions, required.extension_types),
    ...lacks('proposal', proposals, required.proposal_types),
    ...lacks('credential', credentials, required.credential_types),
  ]
}
