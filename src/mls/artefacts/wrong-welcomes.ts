/** Welcomes that do not fit the commit beside them (RFC 9420, 12.4.3.1); what they hold encrypted is the twin's. */
import { randomBytes } from 'node:crypto'
import { suiteOf } from '../suites.js'
import type { Welcome } from '../wire/welcome.js'
import type { WrongUpdate } from './artefact.js'
import type { Twin } from './forge.js'
import { edited } from './update.js'

export const wrongWelcomes = {
  welcomeMissing: welcome('a commit adds somebody, and there is no Welcome', () => null),
  welcomeForNobody: welcome('its one entry is for a key package that the commit does not add', (it, twin) => ({
    ...it,
    secrets: it.secrets.map((entry) => ({ ...entry, new_member: stranger(twin) })),
  })),
  welcomeEmpty: welcome('it has no entries', (it) => ({ ...it, secrets: [] })),
  welcomeTwice: welcome('it has two entries for the same key package', (it) => ({
    ...it,
    secrets: [...it.secrets, ...it.secrets.slice(0, 1)],
  })),
  welcomeSuite: welcome("it names another cipher suite than the group's", (it) => ({
    ...it,
    cipher_suite: it.cipher_suite === 1 ? 3 : 1,
  })),
  welcomeUnasked: edited(
    { what: 'there is a Welcome beside a commit that adds nobody', section: '12.4.3.1', problem: 'hub' },
    {
      welcome: (_, twin) => ({
        cipher_suite: twin.suite,
        secrets: [
          {
            new_member: stranger(twin),
            encrypted_group_secrets: { kem_output: bytes(32), ciphertext: bytes(64) },
          },
        ],
        encrypted_group_info: bytes(256),
      }),
    },
  ),
} satisfies Record<string, WrongUpdate>

/** Nothing of the group's state shows it: a hub that routes it by reference finds out. */
function welcome(what: string, change: (welcome: Welcome, twin: Twin) => Welcome | null): WrongUpdate {
  return edited(
    { what: `Welcome: ${what}`, section: '12.4.3.1', problem: 'hub', twin: 'add' },
    {
      welcome: (right, twin) => {
        if (!right) throw new RangeError('expected a commit with a Welcome')
        return change(right, twin)
      },
    },
  )
}

function stranger({ suite }: Twin): Uint8Array {
  return bytes(suiteOf(suite).hashLength)
}

function bytes(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length))
}
