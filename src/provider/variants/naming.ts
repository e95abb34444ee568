/** Names that a hub gives and presents itself by, and whom it lets give links (3.1, 7.4; pseudonyms, 3.2). */
import { randomUUID } from 'node:crypto'
import { basicCredential } from '../../mls/credential.js'
import type { Ports } from '../ports.js'
import type { HubRules } from '../rules/hub.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (hub: HubRules) => Partial<HubRules>): Ports {
  const { hub } = ports.rules
  return { ...ports, rules: { ...ports.rules, hub: { ...hub, ...rules(hub) } } }
}

export default [
  variant({
    id: 'naming.rooms-by-words',
    summary:
      'names its rooms by words with a space and umlauts in them, percent-encoded, below a path of several parts',
    allowedBy: '4.2: the URI of a room lies within the domain of the hub, the rest is for the hub to choose',
    apply: (ports) =>
      withRules(ports, () => ({ roomUri: (domain) => `mimi://${domain}/rooms/club%20h%C3%A4user/${randomUUID()}` })),
  }),
  variant({
    id: 'naming.sender-below-domain',
    summary: 'presents itself as external sender by a URI below that of its domain',
    allowedBy: '7.4: the credential stands for the hub; no form of it is given (MIMI-UPD-032)',
    apply: (ports) =>
      withRules(ports, ({ externalSender }) => ({
        externalSender: (domain, keys) => ({
          ...externalSender(domain, keys),
          credential: basicCredential(`mimi://${domain}/s/hub`),
        }),
      })),
  }),
  variant({
    id: 'naming.links-by-everybody',
    summary: 'lets every participant make join links',
    allowedBy: 'pseudonyms, 3.2: it takes permissions, of which 01 and 02ed have none for that',
    drafts: ['01', '02ed'],
    apply: (ports) => withRules(ports, () => ({ mayInvite: (_draft, role) => role !== undefined })),
  }),
  variant({
    id: 'naming.links-by-admins',
    summary: 'lets nobody make join links but those who may do everything else to the participant list as well',
    allowedBy: 'pseudonyms, 3.2: it takes permissions, of which 01 and 02ed have none for that',
    drafts: ['01', '02ed'],
    apply: (ports) =>
      withRules(ports, ({ mayInvite }) => ({
        mayInvite: (draft, role) => mayInvite(draft, role) && role?.rights.includes('canSetUserRole') === true,
      })),
  }),
]
