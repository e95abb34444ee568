/** Decisions about messages, and about whom events go to, that the drafts leave to a hub (5.4, 5.5). */
import { tryDecode } from '../../codec/index.js'
import { credentialIdentity } from '../../mls/credential.js'
import type { StagedCommit } from '../../mls/public-group.js'
import { componentIds, SafeAAD } from '../../mls/wire/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Ports, Rules } from '../ports.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (right: Rules) => Partial<Rules>): Ports {
  return { ...ports, rules: { ...ports.rules, ...rules(ports.rules) } }
}

/** Behind the protocol of a SubmitMessageResponse. */
const accepted = 0

const tagOctets = 32

/** Whether authenticated data have a franking tag of another length than tags have. */
function isMistagged(frankAad: number, data: Uint8Array): boolean {
  const read = tryDecode(SafeAAD, data)
  return (
    read.ok &&
    read.value.aad_items.some((item) => item.component_id === frankAad && item.aad_item_data.length !== tagOctets)
  )
}

export default [
  variant({
    id: 'messages.refused-404',
    summary: 'refuses messages with 404 and nothing else',
    allowedBy: 'no status is named for it (MIMI-SUB-013); the code is missed by others (MIMI-SUB-007)',
    warned: [
      'submit.sender.stranger',
      'submit.not-allowed.role',
      'submit.not-allowed.banned',
      'submit.not-allowed.silenced',
      'submit.epoch.ahead',
      'submit.epoch.too-old',
      'submit.epoch.tolerance',
    ],
    apply: (ports) => ({
      ...ports,
      encoder: {
        ...ports.encoder,
        answered: (action, body) =>
          action === 'submitMessage' && body[1] !== accepted
            ? ports.encoder.refused({ status: 404, text: 'this message is not taken' })
            : ports.encoder.answered(action, body),
      },
    }),
  }),
  variant({
    id: 'messages.commit-to-newcomers',
    summary: 'sends a commit to the providers of those whom it adds, too',
    allowedBy: '3.3 and 5.5 have it in their figures alone (MIMI-NTF-005)',
    warned: ['notify.fanout.newly-joined'],
    apply: (ports) =>
      withRules(ports, ({ hub }) => {
        let staged: StagedCommit | null = null
        return {
          hub: {
            ...hub,
            stage: (...of) => (staged = hub.stage(...of)),
            handshakeTo(clients, from) {
              const after = staged?.next.members ?? []
              staged = null
              const users = after.flatMap(({ leaf_node }) => credentialIdentity(leaf_node.credential))
              return [...new Set([...hub.handshakeTo(clients, from), ...users])]
            },
          },
        }
      }),
  }),
  variant({
    id: 'messages.mistagged-refused',
    summary: 'refuses messages with a malformed franking tag',
    allowedBy: '5.4.1 does not say what becomes of them (MIMI-FRK-019)',
    drafts: ['02ed', '06'],
    apply: (ports) =>
      withRules(ports, ({ submission }) => {
        const { draft, readings } = ports
        const numbers = byDraft({ '01': 0, '02ed': readings.frankAadExtension, '06': componentIds.frank_aad })
        return {
          submission: {
            ...submission,
            application(message) {
              const right = submission.application(message)
              return right && isMistagged(numbers[draft], right.authenticated_data) ? null : right
            },
          },
        }
      }),
  }),
  variant({
    id: 'messages.tag-unknown',
    summary: 'finds no franking tag in messages',
    allowedBy: '5.4.1.1 does not say where it is (R-W30; MIMI-FRK-005)',
    drafts: ['02ed'],
    warned: ['franking.tagged'],
    apply: (ports) =>
      withRules(ports, ({ franking }) => ({
        franking: { ...franking, item: { ...franking.item, '02ed': () => null } },
      })),
  }),
]
