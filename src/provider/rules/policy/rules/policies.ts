/** Policies that contradict themselves (room-policy-03, 6). */
import { type Codec, type Infer, tryDecode } from '../../../../codec/index.js'
import { componentIds } from '../../../../mls/wire/index.js'
import * as policy from '../../../../wire/room-policy.js'
import { authorityOf, uriText } from '../../../uri.js'
import { firstOf, invalidProposal, type Rule } from '../objections.js'
import { actsOfKind, type Situation } from '../situation.js'

/** A rule on what an update of one component may say. @param object why a value is not valid; null if it is */
function valid<C extends Codec<unknown>>(
  id: number,
  form: C,
  section: string,
  object: (value: Infer<C>, situation: Situation) => string | null,
): Rule
function valid<T>(
  id: number,
  form: Codec<T>,
  section: string,
  object: (value: T, situation: Situation) => string | null,
): Rule {
  return (situation) =>
    firstOf(actsOfKind(situation, 'component'), (act) => {
      const read = act.id === id && act.update ? tryDecode(form, act.update) : null
      const why = read?.ok ? object(read.value, situation) : null
      return why === null ? null : invalidProposal(situation, why, { policy: section, older: section }, [act])
    })
}

export const makesNoLinkDetectionCompulsory = valid(
  componentIds.link_preview_policy,
  policy.LinkPreviewPolicy,
  '6.3',
  ({ autodetect_hyperlinks_in_text }) =>
    autodetect_hyperlinks_in_text === 'required' ? 'detection of links in texts cannot be made compulsory' : null,
)

export const namesLinkPreviewProxy = valid(
  componentIds.link_preview_policy,
  policy.LinkPreviewPolicy,
  '6.3',
  (value) =>
    'link_preview_proxy' in value && value.link_preview_proxy.every(({ uri }) => uri.length === 0)
      ? 'a link preview proxy is asked for or permitted, and none is named'
      : null,
)

export const uploadsToHubOnly = valid(
  componentIds.asset_policy,
  policy.AssetPolicy,
  '6.4',
  ({ asset_upload_location, upload_domains }, { input }) => {
    if (asset_upload_location !== 'hub') return null
    const providers = upload_domains.map(({ provider }) => uriText(provider.domain).toLowerCase())
    return providers.length === 1 && providers[0] === input.room.domain
      ? null
      : "with uploads to the hub the list has one entry, for the hub's domain"
  },
)

export const namesLoggingClients = valid(componentIds.logging_policy, policy.LoggingPolicy, '6.5', (value) => {
  if (!('logging_clients' in value)) return null
  const providers = value.logging_clients.map(({ uri }) => authorityOf(uriText(uri)))
  if (value.logging === 'required' && providers.length === 0) return 'logging is required, and nobody does it'
  return new Set(providers).size < providers.length ? 'a provider has more than one logging client' : null
})

export const sharesHistoryAmongActive = valid(
  componentIds.chat_history_policy,
  policy.HistoryPolicy,
  '6.6',
  (value, { roles }) => {
    if (!('roles_that_can_share' in value)) return null
    const inactive = value.roles_that_can_share.find(
      (index) => index < 2 || roles.some(({ id, active }) => id === index && active?.max === 0),
    )
    return inactive === undefined ? null : `role ${inactive} cannot share history`
  },
)

export const keepsLocalBotsOutOfRoles = valid(componentIds.bot_policy, policy.BotPolicy, '6.7', ({ allowed_bots }) =>
  allowed_bots.some(({ local_client_bot, bot_role_index }) => local_client_bot === 'true' && bot_role_index !== 0)
    ? 'a bot that runs in a client has role index 0'
    : null,
)

export const boundsExpiration = valid(
  componentIds.message_expiration_policy,
  policy.MessageExpiration,
  '6.8',
  (value) => {
    if (!('min_expiration_duration' in value)) return null
    const { min_expiration_duration: least, max_expiration_duration: most } = value
    const preferred = value.default_expiration_duration ?? least
    return least <= preferred && preferred <= most ? null : 'the durations of expiring messages contradict each other'
  },
)
