/** What a hub gives to those who want to join (5.6), and how it takes reports (5.9). */
import { byDraft } from '../../drafts/by-draft.js'
import type { Ports } from '../ports.js'
import type { GroupInfoRules } from '../rules/group-info.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: Partial<GroupInfoRules>): Ports {
  return { ...ports, rules: { ...ports.rules, groupInfo: { ...ports.rules.groupInfo, ...rules } } }
}

const genuine = () => true

export const infos = [
  variant({
    id: 'group-info.own-suite',
    summary: "signs its answers by the room's cipher suite, whatever suite the request has",
    allowedBy: '5.6: the suite of the answer tells by which algorithm it is signed (MIMI-GRP-012)',
    apply: (ports) => withRules(ports, { suite: (_asked, { suite }) => suite }),
  }),
  variant({
    id: 'group-info.codes-count-joins',
    summary: 'counts a joining code as used when its holder has joined, not when the group info is fetched',
    allowedBy: '5.6 leaves open what uses a code up (reading R-GRP-005)',
    apply(ports) {
      const { codes, hosted } = ports.store
      const fetched = new Map<string, Uint8Array[]>()
      const use: typeof codes.use = (room, code) => void fetched.set(room, [...(fetched.get(room) ?? []), code])
      const put: typeof hosted.put = (room) => {
        const before = hosted.find(room.prepared.uri)
        if (before && before.groupInfo !== room.groupInfo)
          for (const code of fetched.get(room.prepared.uri)?.splice(0) ?? []) codes.use(room.prepared.uri, code)
        hosted.put(room)
      }
      return { ...ports, store: { ...ports.store, codes: { ...codes, use }, hosted: { ...hosted, put } } }
    },
  }),
]

export const reports = [
  variant({
    id: 'reports.taken-204',
    summary: 'answers a report with 204',
    allowedBy: '5.9: the status only says whether the report was taken (reading R-ABU-002)',
    drafts: ['02ed', '06'],
    apply: (ports) => ({
      ...ports,
      encoder: {
        ...ports.encoder,
        received: (action) => (action === 'reportAbuse' ? { status: 204 } : ports.encoder.received(action)),
      },
    }),
  }),
  variant({
    id: 'reports.judged-later',
    summary: 'takes every report about a room of its own, and looks at the messages in it later',
    allowedBy: '5.9: how a failed check is answered is not said (reading R-ABU-007)',
    drafts: ['02ed', '06'],
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        abuse: { ...ports.rules.abuse, genuine: byDraft({ '01': genuine, '02ed': genuine, '06': genuine }) },
      },
    }),
  }),
]
