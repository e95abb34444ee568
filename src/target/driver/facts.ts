/** The file of the static driver: what exists on the target, said once by its operator. */
import { type Draft, drafts } from '../../drafts/ids.js'
import type { CreateUserRequest, DeviceStock, ProfileFact, SetConsentRequest, WantedAccount } from './contract.js'
import { deviceStockShape, profileFactShape } from './contract-json.js'
import { bytes, list, object, oneOf, optional, whole, word } from './contract-shape.js'

type Decision = SetConsentRequest['decision']

export interface Consent {
  decision: Decision
  /** A requester's user URI, or `everyone`. */
  requester: string
  room?: string
}

export interface Account {
  uri: string
  /** The drafts whose endpoints know the account; all when absent. */
  drafts?: Draft[]
  profile?: ProfileFact[]
  /** `open` when absent. */
  search?: CreateUserRequest['search']
  pseudonymOf?: string
  devices?: DeviceStock[]
  /** What the user has decided; nobody is decided about when absent. */
  consent?: Consent[]
}

export interface JoiningCode {
  room: string
  drafts?: Draft[]
  code: Uint8Array
  uses: number
}

export interface Facts {
  accounts: Account[]
  joiningCodes?: JoiningCode[]
}

const inDrafts = optional(list(oneOf(drafts)))

export const factsShape = object<Facts>({
  accounts: list(
    object<Account>({
      uri: word,
      drafts: inDrafts,
      profile: optional(list(profileFactShape)),
      search: optional(oneOf(['open', 'handle', 'hidden'])),
      pseudonymOf: optional(word),
      devices: optional(list(deviceStockShape)),
      consent: optional(
        list(object<Consent>({ decision: oneOf(['grant', 'deny', 'none']), requester: word, room: optional(word) })),
      ),
    }),
  ),
  joiningCodes: optional(
    list(object<JoiningCode>({ room: word, drafts: inDrafts, code: bytes, uses: whole(1, Number.MAX_SAFE_INTEGER) })),
  ),
})

/** Whether an account is of the kind asked for. Profile values are the account's own: only their sources and names count. */
export function fits(account: Account, { profile, search, pseudonymOf, wanted }: CreateUserRequest): boolean {
  const has = account.profile ?? []
  return (
    (account.search ?? 'open') === search &&
    account.pseudonymOf === pseudonymOf &&
    profile.every(({ source, name }) => has.some((fact) => fact.source === source && fact.name === name)) &&
    (wanted === undefined || serves(account, wanted))
  )
}

function serves({ devices = [], consent = [] }: Account, wanted: WantedAccount): boolean {
  const decision = decided(consent, { requester: 'everyone' })
  return suffices(devices, wanted) && (wanted.consent === undefined || wanted.consent === decision)
}

/** Whether the devices and key packages of an account that existed before are such as a check counts on. */
export function suffices(
  stock: readonly DeviceStock[],
  { devices, keyPackages, exactly, fresh }: WantedAccount,
): boolean {
  if (fresh) return false
  if (devices === 0) return true
  const enough = (has: number) => (exactly ? has === keyPackages : has >= keyPackages)
  return stock.length === devices && stock.every((device) => enough(device.keyPackages))
}

/** `with 2 devices, each with at least 3 key packages`, for messages. */
export function describeWanted({ devices, keyPackages, exactly, fresh, consent }: WantedAccount): string {
  const parts = [
    devices > 0
      ? `${devices} ${devices === 1 ? 'device' : 'devices'}, each with ${exactly ? 'exactly' : 'at least'} ${keyPackages} key packages`
      : '',
    fresh ? 'special key packages' : '',
    consent ? `the decision "${consent}" for everyone` : '',
  ]
  return parts.filter((part) => part !== '').join(' and ')
}

/** The account's decision about a requester: one about just this requester and room wins over a broader one. */
export function decided(
  consents: readonly Consent[],
  { requester, room }: Pick<SetConsentRequest, 'requester' | 'room'>,
): Decision {
  const scopes: [string, string | undefined][] = [
    [requester, room],
    [requester, undefined],
    ['everyone', room],
    ['everyone', undefined],
  ]
  for (const [who, where] of scopes) {
    const found = consents.find((each) => each.requester === who && each.room === where)
    if (found) return found.decision
  }
  return 'none'
}
