/** Answers to requests for key material that 5.2 leaves room for. */
import type { KeyMaterialRules, Response } from '../rules/key-material.js'
import type { Ports } from '../ports.js'
import { variant } from './variant.js'

type Code = Response['userStatus']

function withRules(ports: Ports, rules: Partial<KeyMaterialRules>): Ports {
  return { ...ports, rules: { ...ports.rules, keyMaterial: { ...ports.rules.keyMaterial, ...rules } } }
}

/** User codes that are told as others. */
function recoded(ports: Ports, codes: Partial<Record<Code, Code>>): Ports {
  const { compose } = ports.rules.keyMaterial
  return withRules(ports, { compose: (code, user, clients) => compose(codes[code] ?? code, user, clients) })
}

/** What is told of users. */
export const userCodes = [
  variant({
    id: 'key-material.no-consent-for-all',
    summary: 'tells every failure about a user as noConsent',
    allowedBy: '5.2: noConsent may stand in for any other negative code, for privacy (MIMI-KEY-027)',
    apply: (ports) =>
      recoded(ports, {
        userUnknown: 'noConsent',
        userDeleted: 'noConsent',
        noConsentForThisRoom: 'noConsent',
        noCompatibleMaterial: 'noConsent',
      }),
  }),
  variant({
    id: 'key-material.deleted-as-unknown',
    summary: 'keeps no record of deleted users, so they are unknown',
    allowedBy: '5.2: userUnknown where it is not disclosed that the user was deleted (MIMI-KEY-028)',
    apply: (ports) => recoded(ports, { userDeleted: 'userUnknown' }),
  }),
  variant({
    id: 'key-material.denied-as-unknown',
    summary: 'hides a user who denies consent as if there were none',
    allowedBy:
      '5.2 lets existence be hidden; the unknown and the refusing user then get the same code (MIMI-KEY-024, 025)',
    apply: (ports) =>
      recoded(ports, { userUnknown: 'noConsent', userDeleted: 'noConsent', noConsentForThisRoom: 'noConsent' }),
  }),
  variant({
    id: 'key-material.room-denied',
    summary: 'refuses with noConsentForThisRoom whenever consent is granted for some room only',
    allowedBy: '5.2: noConsentForThisRoom says that consent is limited to other rooms (MIMI-KEY-026)',
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        consent: {
          ...ports.rules.consent,
          consented: (consent, scope) => {
            const told = ports.rules.consent.consented(consent, scope)
            return told === 'noConsent' && scope.room !== null && consent.grantedSomeRoom(scope.target, scope.requester)
              ? 'noConsentForThisRoom'
              : told
          },
        },
      },
    }),
  }),
]

/** What is told of clients, and what is asked for in vain. */
export const material = [
  variant({
    id: 'key-material.incompatible-unlisted',
    summary: 'lists no clients with noCompatibleMaterial',
    allowedBy: '5.2: with noCompatibleMaterial the client list MAY be filled (MIMI-KEY-016)',
    apply: (ports) =>
      withRules(ports, {
        compose: (code, user, clients) =>
          ports.rules.keyMaterial.compose(code, user, code === 'noCompatibleMaterial' ? [] : clients),
      }),
  }),
  variant({
    id: 'key-material.capabilities-untold',
    summary: 'leaves the capabilities in nothingCompatible empty',
    allowedBy: '5.2: the client code comes optionally with the capabilities (MIMI-KEY-014)',
    apply: (ports) =>
      withRules(ports, {
        compose: (code, user, clients) =>
          ports.rules.keyMaterial.compose(
            code,
            user,
            clients.map((client) =>
              client.clientStatus === 'nothingCompatible'
                ? {
                    ...client,
                    clientCapabilities: {
                      versions: [],
                      cipher_suites: [],
                      extensions: [],
                      proposals: [],
                      credentials: [],
                    },
                  }
                : client,
            ),
          ),
      }),
  }),
  variant({
    id: 'key-material.newest-first',
    summary: 'hands out the key package that was published last',
    allowedBy: '5.2 has a key package per client and names no order',
    apply: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        keys: { ...ports.store.keys, stock: (device) => ports.store.keys.stock(device).toReversed() },
      },
    }),
  }),
  variant({
    id: 'key-material.clients-reversed',
    summary: 'lists the clients in another order than they were registered in',
    allowedBy: '5.2 has a list of clients and names no order',
    apply: (ports) =>
      withRules(ports, {
        compose: (code, user, clients) => ports.rules.keyMaterial.compose(code, user, clients.toReversed()),
      }),
  }),
  variant({
    id: 'key-material.other-grounds',
    summary: 'takes it as consent when nothing is decided',
    allowedBy: 'section 7 (06: 8): a provider may derive consent from other facts; only an explicit denial forbids',
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        consent: {
          ...ports.rules.consent,
          consented(consent, scope) {
            const { decision } = consent
            const denied = [scope.requester, 'everyone'].some((requester) =>
              [scope.room, null].some((room) => decision({ ...scope, requester, room }) !== undefined),
            )
            const limited = consent.grantedSomeRoom(scope.target, scope.requester)
            return denied || limited ? ports.rules.consent.consented(consent, scope) : 'granted'
          },
        },
      },
    }),
  }),
  variant({
    id: 'key-material.mismatch-answered',
    summary: 'answers with userUnknown where path and body name different users',
    allowedBy: '5.2 does not say how a mismatch is answered; any negative outcome passes (MIMI-KEY-009)',
    apply: (ports) =>
      withRules(ports, {
        agree: (path, body) => ports.rules.keyMaterial.agree(path, body) ?? { consulted: '', supplied: '' },
      }),
  }),
  variant({
    id: 'key-material.no-suites-answered',
    summary: 'answers an empty list of cipher suites with noCompatibleMaterial',
    allowedBy: '5.2 has the list never empty and names no reaction (MIMI-KEY-008)',
    apply: (ports) => withRules(ports, { acceptable: (suites) => suites }),
  }),
]
