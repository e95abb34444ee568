/** RFC 9420, section 8.4, and the application PSK of mls-extensions-09, section 4.5. */
import { type Codec, enumeration, type Infer, opaque, struct, uint16, uint64 } from '../../codec/index.js'
import { byDraft, type ByDraft, perDraft } from '../../drafts/by-draft.js'
import { ComponentID } from './app-data.js'

const ResumptionPSKUsage = enumeration(
  1,
  { reserved: 0, application: 1, reinit: 2, branch: 3 },
  { reserved: ['reserved'] },
)

const types = { reserved: 0, external: 1, resumption: 2 } as const

const arms = {
  external: { psk_id: opaque },
  resumption: { usage: ResumptionPSKUsage, psk_group_id: opaque, psk_epoch: uint64 },
}

const base = struct('PreSharedKeyID', { psktype: enumeration(1, types, { reserved: ['reserved'] }) })
  .select('psktype', arms)
  .fields({ psk_nonce: opaque })

const withApplication = struct('PreSharedKeyID', {
  psktype: enumeration(1, { ...types, application: 3 }, { reserved: ['reserved'] }),
})
  .select('psktype', { ...arms, application: { component_id: ComponentID, psk_id: opaque } })
  .fields({ psk_nonce: opaque })

export type PreSharedKeyID = Infer<typeof withApplication>
export const PreSharedKeyID: ByDraft<Codec<PreSharedKeyID>> = byDraft({
  '01': base,
  '02ed': base,
  '06': withApplication,
})

/** Input of the PSK secret; `index` counts from 0 to `count` - 1. */
export const PSKLabel = perDraft((draft) =>
  struct('PSKLabel', { id: PreSharedKeyID[draft], index: uint16, count: uint16 }),
)
export type PSKLabel = Infer<(typeof PSKLabel)['06']>
