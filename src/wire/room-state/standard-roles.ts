import type { Draft } from '../../drafts/ids.js'
import type { RoleDefinition } from './types.js'
export declare function standardRoles(draft: Draft): readonly RoleDefinition[]
