/** Who supports what (RFC 9420, 7.2 and 11.1). */
import type { RequiredCapabilities } from './wire/key-package.js'
import type { Capabilities } from './wire/leaf-node.js'

/** Types that every client has (7.2): they need not be required and must not be listed. */
export const defaultExtensionTypes: readonly number[] = [1, 2, 3, 4, 5]
export const defaultProposalTypes: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

/** Whether a list of capabilities has a type, or need not have it because it is a default one. */
export function supports(listed: readonly number[], defaults: readonly number[], type: number): boolean {
  return listed.includes(type) || defaults.includes(type)
}

/** What is required and not there, each in a few words; credential types have no defaults. */
export function lacking(
  { extensions, proposals, credentials }: Capabilities,
  required: RequiredCapabilities,
): string[] {
  const lacks = (what: string, listed: readonly number[], defaults: readonly number[], wanted: readonly number[]) =>
    wanted.filter((type) => !supports(listed, defaults, type)).map((type) => `${what} type ${type}`)
  return [
    ...lacks('extension', extensions, defaultExtensionTypes, required.extension_types),
    ...lacks('proposal', proposals, defaultProposalTypes, required.proposal_types),
    ...lacks('credential', credentials, [], required.credential_types),
  ]
}
