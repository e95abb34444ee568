import type { Action } from './actions.js'

/** Where a provider's directory is found, on its domain (5.1). */
export const wellKnown = '/.well-known/mimi-protocol-directory'

export interface Directory {
  /** Absolute URL templates by action. */
  endpoints: Partial<Record<Action, string>>
  /** Members that no draft names, untouched: they are allowed. */
  unknown: Record<string, unknown>
}

export type DirectoryProblemKind =
  | 'not-json'
  | 'not-object'
  | 'not-string'
  | 'not-url'
  | 'relative'
  | 'not-https'
  | 'no-placeholder'
  | 'several-placeholders'

export interface DirectoryProblem {
  kind: DirectoryProblemKind
  /** The member, null where it is about the whole document. */
  key: Action | null
  message: string
  remedy: string
}

export declare function parseDirectory(
  body: Uint8Array,
  base: URL,
): { directory: Directory | null; problems: DirectoryProblem[] }
/** The names of a template's placeholders, in order. */
export declare function placeholders(template: string): string[]
export declare function expand(template: string, value: string): string
export declare function expandConsent(template: string, who: { user: string; domain: string }): string
