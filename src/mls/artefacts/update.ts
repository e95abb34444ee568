/** One form for all entries of the tables of wrong updates. */
import { drafts } from '../../drafts/ids.js'
import type { WrongUpdate } from './artefact.js'
import { forge, type UpdateEdits } from './forge.js'

type Told = Pick<WrongUpdate, 'what' | 'section' | 'problem'> & Partial<Omit<WrongUpdate, 'make'>>

/**
 * A wrong update by what is changed of its twin.
 * @param told `any`, `before` and every draft where it does not say otherwise
 */
export function edited(told: Told, edits: UpdateEdits): WrongUpdate {
  return made(told, (forging) => forge(forging, edits))
}

export function made(told: Told, make: WrongUpdate['make']): WrongUpdate {
  return { twin: 'any', order: 'before', appliesTo: drafts, ...told, make }
}
