/** For tests: drivers other than the reference provider's, each as docs/driver.md allows it. */
import { asObject, type DriverDeviation, type Json } from './deviation-rig.js'

export interface DriverVariant {
  readonly id: string
  readonly summary: string
  /** Null: no driver at all. */
  readonly driver: DriverDeviation | null
  /** Checks that warn of it because the catalogue says that this choice is a warning. */
  readonly warned?: readonly string[]
}

/** Names in place of those asked for, the same in every operation that speaks of them. */
function renaming(
  rename: Partial<Record<'createUser' | 'publishKeyPackages', (uri: string) => string>>,
): DriverDeviation {
  return {
    request(operation, request) {
      if (operation === 'createUser') return renamed(request, 'uri', rename.createUser)
      if (operation === 'publishKeyPackages') return renamed(request, 'device', rename.publishKeyPackages)
      return request
    },
  }
}

function renamed(request: Json, key: string, rename: ((uri: string) => string) | undefined): Json {
  const uri = request[key]
  return rename && typeof uri === 'string' ? { ...request, [key]: rename(uri) } : request
}

/** A driver without some operations: `ready` does not name them, and they are unsupported. */
function lacking(...missing: string[]): DriverDeviation {
  return {
    request: (operation, request) =>
      missing.includes(operation)
        ? { answer: { ok: false, kind: 'unsupported', text: `${operation} is not built yet` } }
        : request,
    answer(operation, answer) {
      if (operation !== 'ready') return answer
      const { operations } = answer
      return {
        ...answer,
        operations: Array.isArray(operations) ? operations.filter((one) => !missing.includes(String(one))) : [],
      }
    },
  }
}

const mark = (uri: string) => (uri.endsWith('~') ? uri : `${uri}~`)

/** Drivers that can do less: what needs the rest is skipped. */
export const lesserDrivers: readonly DriverVariant[] = [
  { id: 'driver.none', summary: 'there is no driver', driver: null },
  {
    id: 'driver.users-only',
    summary: 'accounts can be made, nothing else',
    driver: lacking('publishKeyPackages', 'setConsent', 'submit', 'inbox', 'deleteUser', 'reset', 'restart'),
  },
  {
    id: 'driver.ready-only',
    summary: 'the driver answers ready, nothing else',
    driver: lacking('createUser', 'publishKeyPackages', 'setConsent', 'submit', 'inbox', 'deleteUser', 'reset'),
  },
  { id: 'driver.no-submit', summary: 'local clients cannot be told to send anything', driver: lacking('submit') },
  { id: 'driver.no-inbox', summary: 'what was delivered cannot be looked at', driver: lacking('inbox') },
  { id: 'driver.no-consent', summary: 'consent cannot be set', driver: lacking('setConsent') },
  { id: 'driver.no-key-packages', summary: 'key packages cannot be published', driver: lacking('publishKeyPackages') },
  { id: 'driver.no-deletion', summary: 'accounts cannot be deleted', driver: lacking('deleteUser', 'reset') },
]

/** Drivers that can do all of it, in other ways. */
export const otherDrivers: readonly DriverVariant[] = [
  {
    id: 'driver.users-renamed',
    summary: 'accounts get other URIs than those asked for',
    driver: renaming({ createUser: (uri) => mark(uri.replace('/u/', '/u/by%20name/Zoë-')) }),
  },
  {
    id: 'driver.users-path-letter',
    summary: 'users have another path letter, the domain is in capitals',
    // MIMI-COD-013: the syntax is notional, another path letter is a warning.
    warned: ['codec.identifier.authority'],
    driver: renaming({
      createUser: (uri) => uri.replace('/u/', '/user/').replace(/\/\/[^/]*/, (host) => host.toUpperCase()),
    }),
  },
  {
    id: 'driver.devices-renamed',
    summary: 'devices get other URIs than those asked for',
    driver: renaming({ publishKeyPackages: (uri) => mark(uri.replace('/d/', '/d/Laptop of ')) }),
  },
  { id: 'driver.slow', summary: 'each operation takes a while', driver: { delayMs: 60 } },
  {
    id: 'driver.inbox-impatient',
    summary: 'inbox answers at once instead of waiting',
    driver: { request: (operation, request) => (operation === 'inbox' ? { ...request, waitMs: 0 } : request) },
  },
  {
    id: 'driver.silent-ready',
    summary: 'ready tells no clock, timing or roles',
    driver: {
      answer: (operation, { clockMs: _clock, roles: _roles, ...answer }) =>
        operation === 'ready' ? { ...answer, timing: { fanoutMs: 2_000, quietMs: 150 } } : answer,
    },
  },
  {
    id: 'driver.verbose',
    summary: 'answers have members that nobody knows',
    driver: { answer: (_operation, answer) => ({ 'x-took': 3, ...answer, note: asObject({ by: 'us' }) }) },
  },
]
