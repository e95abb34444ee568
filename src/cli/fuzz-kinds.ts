/** The kinds of campaigns by name. */
import type { CampaignKind } from '../../fuzz/campaigns/campaign.js'
import type { Flag } from './command.js'
import { kind as codec } from './fuzz-codec.js'
import { kind as endpoint } from './fuzz-endpoint.js'
import type { FuzzKind } from './fuzz-kind.js'
import { kind as model } from './fuzz-model.js'

export const kinds: Readonly<Partial<Record<CampaignKind, FuzzKind>>> = { codec, endpoint, model }

/** The flags of all kinds, each once, after others that go before them. */
export function withKindFlags(own: readonly Flag[]): Flag[] {
  const byName = new Map<string, Flag>()
  for (const flag of [...own, ...Object.values(kinds).flatMap((kind) => kind.flags)]) {
    if (!byName.has(flag.name)) byName.set(flag.name, flag)
  }
  return [...byName.values()]
}
