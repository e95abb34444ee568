/** What a hub makes of room policy where the drafts leave it open (5.3; room-policy-03). */
import { componentIds } from '../../mls/wire/index.js'
import type { Ports } from '../ports.js'
import type { PolicyRules } from '../rules/policy/index.js'
import { firstOf, invalidProposal, notAllowed } from '../rules/policy/objections.js'
import { concernsItself } from '../rules/policy/powers.js'
import { actsOfKind, preauthorized } from '../rules/policy/situation.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (right: PolicyRules) => Partial<PolicyRules>): Ports {
  const { policy } = ports.rules
  return { ...ports, rules: { ...ports.rules, policy: { ...policy, ...rules(policy) } } }
}

/** Components without which there are no rooms, and those that this provider makes something of. */
const supported: ReadonlySet<number> = new Set([
  componentIds.participant_list,
  componentIds.roles_list,
  componentIds.room_metadata,
  componentIds.preauth_list,
  componentIds.base_room_policy,
])

export default [
  variant({
    id: 'hub-policy.always-not-allowed',
    summary: 'answers whatever its policy has against an update with notAllowed',
    allowedBy: '5.3: notAllowed is for any policy or authorization; no code is named for each case',
    apply: (ports) => {
      const { hub } = ports.rules
      const told: typeof hub.told = (outcome) => {
        const ofPolicy = outcome.code === 'invalidProposal' && outcome.why.includes('room-policy-03')
        return hub.told(ofPolicy ? { code: 'notAllowed', why: outcome.why } : outcome)
      }
      return { ...ports, rules: { ...ports.rules, hub: { ...hub, told } } }
    },
  }),
  variant({
    id: 'hub-policy.few-components',
    summary: 'lets nobody change policies that it does not support',
    allowedBy:
      'room-policy-03, 5 and 8.7: which policies are relevant to a room is open, and so is who may change others',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, ({ changesOtherPoliciesByRight: right }) => ({
        changesOtherPoliciesByRight: (situation) =>
          right(situation) ??
          firstOf(actsOfKind(situation, 'component'), ({ id }) =>
            supported.has(id) ? null : notAllowed(situation, 'that policy is not supported here', '5.3'),
          ),
      })),
  }),
  variant({
    id: 'hub-policy.no-reinit',
    summary: 'takes ReInit from nobody',
    allowedBy: 'no operation hands the group that follows a ReInit to the hub',
    apply: (ports) =>
      withRules(ports, () => ({
        reinitializesByRight: (situation) =>
          firstOf(actsOfKind(situation, 'reinit'), () => notAllowed(situation, 'there is no ReInit here', '5.3')),
      })),
  }),
  variant({
    id: 'hub-policy.no-claims',
    summary: 'finds claims in no credential, and preauthorizes nobody',
    allowedBy: 'room-policy-03, 4: how claims are taken from credentials is unfinished (MIMI-POL-036)',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, ({ usersAddThemselvesByRight: joins, changesOwnRoleByRight: moves }) => ({
        usersAddThemselvesByRight: (situation) =>
          joins(situation) ??
          firstOf(actsOfKind(situation, 'addUser'), ({ by, user }) =>
            concernsItself(by, user) && preauthorized(situation, by) !== null
              ? notAllowed(situation, `${user} may not join by itself`, { policy: '8.1.1', older: '3.1' })
              : null,
          ),
        changesOwnRoleByRight: (situation) =>
          moves(situation) ??
          firstOf(actsOfKind(situation, 'setRole'), ({ by, user }) =>
            concernsItself(by, user)
              ? notAllowed(situation, `${user} is not preauthorized`, { policy: '8.1.3', older: '3.1' })
              : null,
          ),
      })),
  }),
  variant({
    id: 'hub-policy.unknown-capabilities-refused',
    summary: 'refuses tables of roles with capabilities that it does not know',
    allowedBy: 'room-policy-03, 10.2 says nothing of unknown numbers (MIMI-POL-058)',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, ({ definesEachRoleOnce: right }) => ({
        definesEachRoleOnce: (situation) =>
          right(situation) ??
          firstOf(actsOfKind(situation, 'setRoles'), (act) =>
            act.roles.every(({ rights }) => rights.every((right) => typeof right === 'string'))
              ? null
              : invalidProposal(situation, 'a role has a capability that nobody knows', '5.3', [act]),
          ),
      })),
  }),
]
