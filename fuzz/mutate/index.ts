/** Changes of valid encodings, derived from their declarations: chosen, applied, made smaller. */
export { apply } from './apply.js'
export { baseOf, type Base } from './base.js'
export { mutate, type Others } from './mutate.js'
export type { Mutation } from './mutation.js'
export { shrink, simpler } from './shrink.js'
