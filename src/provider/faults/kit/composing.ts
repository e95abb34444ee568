import { type Fault, fault } from '../../fault.js'
import type { Response } from '../../rules/key-material.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** The response in place of the right one. */
  compose(right: Response): Response
}

/** A fault in what a key material response says. */
export function composing({ compose, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        keyMaterial: {
          ...ports.rules.keyMaterial,
          compose: (...about) => compose(ports.rules.keyMaterial.compose(...about)),
        },
      },
    }),
  })
}
