/** What a hub demands of MLS beyond, or lets pass short of, what the drafts say (5.2, 5.3; RFC 9420). */
import { encode } from '../../codec/index.js'
import { keyPackageRef } from '../../mls/sign.js'
import { KeyPackage } from '../../mls/wire/index.js'
import { invalidProposal, notAllowed } from '../hub/declined.js'
import type { Ports } from '../ports.js'
import type { HubRules } from '../rules/hub.js'
import { refText } from '../store/keys.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (hub: HubRules) => Partial<HubRules>): Ports {
  const { hub } = ports.rules
  return { ...ports, rules: { ...ports.rules, hub: { ...hub, ...rules(hub) } } }
}

export default [
  variant({
    id: 'hub.paths-demanded',
    summary: 'takes no commit without an update path',
    allowedBy: 'RFC 9420, 12.4: a path may always be there, and a hub may have it as its policy (5.3)',
    apply: (ports) =>
      withRules(ports, (hub) => ({
        stage(group, commit, pending, now) {
          const { content } = commit
          if (content.content_type === 'commit' && content.commit.path === null) notAllowed('commits have a path here')
          return hub.stage(group, commit, pending, now)
        },
      })),
  }),
  variant({
    id: 'hub.key-packages-passed-by',
    summary: 'takes Adds of no key packages but those that were asked for by way of it, or are its own',
    allowedBy: '5.2: key packages must be sent by way of the hub of the room they are used in',
    apply: (ports) =>
      withRules(ports, (hub) => ({
        stage(group, commit, pending, now) {
          const staged = hub.stage(group, commit, pending, now)
          const { keys } = ports.store
          for (const { proposal, ref } of staged.proposals) {
            if (!('key_package' in proposal)) continue
            const { key_package: added } = proposal
            const name = refText(keyPackageRef(added.cipher_suite, encode(KeyPackage, added)))
            if (keys.relayed(name) === undefined && keys.routed(name) === undefined)
              invalidProposal('nobody asked this hub for the key package', ref ? [ref] : [])
          }
          return staged
        },
      })),
  }),
  variant({
    id: 'hub.welcomes-by-reference',
    summary: 'sends a Welcome on only for key packages that were asked for by way of it',
    allowedBy: '5.2, 5.5: the hub finds the provider by the KeyPackageRefs that it has stored (MIMI-CON-016, PSD-010)',
    warned: ['consent.grant.key-packages-usable', 'pseudonym.knock.admitted-later'],
    apply: (ports) => withRules(ports, () => ({ welcomeTo: ({ relayed }) => relayed ?? null })),
  }),
  variant({
    id: 'hub.welcomes-unread',
    summary: 'does not compare Welcomes with the Adds beside them',
    allowedBy: '5.3 asks for no such comparison',
    apply: (ports) => withRules(ports, () => ({ welcomeObjection: () => null })),
  }),
  variant({
    id: 'hub.own-tree',
    summary: 'does not look at the ratchet trees of commits, but serves the one that it follows itself',
    allowedBy: '3.6, 5.3: the hub keeps or reconstructs it (MIMI-UPD-017)',
    apply: (ports) => withRules(ports, () => ({ treeObjection: () => null })),
  }),
  variant({
    id: 'hub.lifetimes-unread',
    summary: 'takes key packages whose lifetime is over or has not begun',
    allowedBy: 'RFC 9420, 7.3: the receiver of a leaf is only advised to look at its lifetime',
    warned: ['update.wrong-addition.lifetime'],
    apply: (ports) =>
      withRules(ports, (hub) => ({
        stage(group, commit, pending, now) {
          const { content } = commit
          const added = content.content_type === 'commit' ? content.commit.proposals : []
          const [time = now] = added.flatMap((each) => {
            if (!('proposal' in each) || !('key_package' in each.proposal)) return []
            const { leaf_node } = each.proposal.key_package
            return 'lifetime' in leaf_node ? [Number(leaf_node.lifetime.not_before) * 1000 + 1000] : []
          })
          return hub.stage(group, commit, pending, time)
        },
      })),
  }),
]
