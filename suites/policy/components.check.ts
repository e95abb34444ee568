import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { type Codec, encode, type Infer } from '../../src/codec/index.js'
import { component as componentIn } from '../../src/mls/wire/app-dictionary.js'
import { componentIds } from '../../src/mls/wire/index.js'
import { outcomeOf } from '../../src/peers/answer.js'
import * as policy from '../../src/wire/room-policy.js'
import { type RoleDefinition, standardRoles } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { basePolicy, bytes, component, hosted, judgeDeeds, updating } from './rooms.js'

/** A value of a component that is as it should be, and some that are not. */
interface Values {
  /** Its component's id, and the update as it goes out. */
  readonly component_id: number
  readonly good: Uint8Array
  readonly bad: readonly { readonly what: string; readonly update: Uint8Array }[]
}

interface Policy extends Pick<Definition, 'requirements' | 'title' | 'fails'> {
  readonly word: string
  readonly values: (context: CheckContext) => Values
  readonly roles?: (context: CheckContext) => readonly RoleDefinition[]
}

function values<T>(
  component_id: number,
  form: Codec<T>,
  good: NoInfer<T>,
  bad: readonly (readonly [string, NoInfer<T>])[],
): Values {
  return {
    component_id,
    good: encode(form, good),
    bad: bad.map(([what, value]) => ({ what, update: encode(form, value) })),
  }
}

const uri = (text: string) => ({ uri: bytes(text) })

type Previews = Infer<typeof policy.LinkPreviewPolicy>
const previews: Previews = {
  autodetect_hyperlinks_in_text: 'optional',
  send_link_previews: 'optional',
  automatic_link_previews: 'optional',
  link_preview_proxy_use: 'required',
  link_preview_proxy: [uri('https://previews.example/')],
}

type Assets = Infer<typeof policy.AssetPolicy>
const assets: Assets = {
  asset_upload_location: 'hub',
  upload_domains: [],
  download_privacy: { allowed_download_types: [], forbidden_download_types: [], default_download_type: 'direct' },
  max_image: 0n,
  max_audio: 0n,
  max_video: 0n,
  max_attachment: 0n,
  forbidden_media_types: [],
  permitted_media_types: null,
}

const uploads = (...domains: readonly string[]) => ({
  ...assets,
  upload_domains: domains.map((domain) => ({
    provider: { domain: bytes(domain) },
    asset_upload_destinations: [{ domain: bytes(domain) }],
  })),
})

type Logging = Infer<typeof policy.LoggingPolicy>
const logging = (...clients: readonly string[]): Logging => ({
  logging: 'required',
  logging_clients: clients.map(uri),
  machine_readable_policy: uri('https://logs.example/policy.json'),
  human_readable_policy: uri('https://logs.example/policy'),
})

type History = Infer<typeof policy.HistoryPolicy>
const history = (...roles: number[]): History => ({
  history_sharing: 'optional',
  roles_that_can_share: roles,
  automatically_share: 'false',
  max_time_period: 0,
})

type Bots = Infer<typeof policy.BotPolicy>
const bot = (local_client_bot: 'true' | 'false', bot_role_index: number): Bots => ({
  allowed_bots: [
    {
      name: bytes('helper'),
      description: bytes('helps'),
      homepage: uri('https://bots.example/'),
      local_client_bot,
      bot_role_index,
      can_target_message_in_group: 'false',
      per_user_content: 'false',
    },
  ],
})

type Links = Infer<typeof policy.JoinLinksUpdate>
const links = (...added: readonly string[]): Links => ({
  removedIndices: [],
  added_links: added.map((link) => ({ join_link: bytes(link) })),
})

const toBeRefused = 'It is accepted: as a proposal, or committed and not served (a warning), or served.'

const policies: readonly Policy[] = [
  {
    word: 'link-detection',
    title: 'A policy that makes the detection of links in texts compulsory is refused, at least never served',
    requirements: ['MIMI-POL-042'],
    fails: toBeRefused,
    values: () =>
      values(componentIds.link_preview_policy, policy.LinkPreviewPolicy, previews, [
        [
          'a link preview policy with autodetect_hyperlinks_in_text required',
          { ...previews, autodetect_hyperlinks_in_text: 'required' },
        ],
      ]),
  },
  {
    word: 'preview-proxy',
    title: 'A policy that asks for or permits a proxy of link previews without naming one is refused, or never served',
    requirements: ['MIMI-POL-043'],
    fails: toBeRefused,
    values: () =>
      values(componentIds.link_preview_policy, policy.LinkPreviewPolicy, previews, [
        ['a link preview policy that requires a proxy and names none', { ...previews, link_preview_proxy: [] }],
        [
          'a link preview policy that permits a proxy and names none',
          { ...previews, link_preview_proxy_use: 'optional', link_preview_proxy: [] },
        ],
      ]),
  },
]

/** Policies that contradict themselves, of which nothing says that the hub has to police them. */
const contradictions: readonly Policy[] = [
  {
    word: 'hub-uploads',
    title: "With uploads to the hub the upload list has one entry, for the hub's domain",
    requirements: ['MIMI-POL-045'],
    fails: 'A policy with uploads to the hub and no, another or a second upload domain is accepted (a warning).',
    values: ({ target: { domain }, peer }) =>
      values(componentIds.asset_policy, policy.AssetPolicy, uploads(domain), [
        ['an asset policy with uploads to the hub and the domain of another provider', uploads(peer.domain)],
        ['an asset policy with uploads to the hub and a second upload domain', uploads(domain, peer.domain)],
        ['an asset policy with uploads to the hub and no upload domain', uploads()],
      ]),
  },
  {
    word: 'logging-clients',
    title: 'Compulsory logging takes a logging client, and no provider has two',
    requirements: ['MIMI-POL-047'],
    fails: 'A logging policy without a logging client, or with two of one provider, is accepted (a warning).',
    values: ({ peer, other }) => {
      const [one, two, third] = [
        `mimi://${peer.domain}/d/one`,
        `mimi://${peer.domain}/d/two`,
        `mimi://${other.domain}/d`,
      ]
      return values(componentIds.logging_policy, policy.LoggingPolicy, logging(one, third), [
        ['a logging policy that requires logging and names no logging client', logging()],
        ['a logging policy with two logging clients of one provider', logging(one, two)],
      ])
    },
  },
  {
    word: 'history-roles',
    title: 'Sharing history is for roles that can have clients: not for role 0, nor the banned',
    requirements: ['MIMI-POL-048'],
    fails: 'A history policy with role 0, role 1 or a role without clients is accepted (a warning).',
    roles: ({ draft }) => [...standardRoles(draft), { id: 20, name: 'absent', rights: [], active: { min: 0, max: 0 } }],
    values: () =>
      values(componentIds.chat_history_policy, policy.HistoryPolicy, history(2, 3), [
        ['a history policy in which role 0 can share', history(2, 0)],
        ['a history policy in which the banned can share', history(2, 1)],
        ['a history policy in which a role can share that has no clients', history(2, 20)],
      ]),
  },
  {
    word: 'local-bots',
    title: 'A bot that runs in a client has role 0',
    requirements: ['MIMI-POL-049'],
    fails: 'A bot policy with a local bot in an ordinary role is accepted (a warning).',
    values: () =>
      values(componentIds.bot_policy, policy.BotPolicy, bot('true', 0), [
        ['a bot policy with a bot that runs in a client and has the role of members', bot('true', 2)],
      ]),
  },
  {
    word: 'expiration',
    title: 'Bounds for expiring messages are given when expiry is required or optional',
    requirements: ['MIMI-POL-050'],
    fails: 'A policy that requires or permits expiry and gives no bounds is accepted (a warning).',
    values: () => ({
      ...values(
        componentIds.message_expiration_policy,
        policy.MessageExpiration,
        {
          expiring_messages: 'required',
          min_expiration_duration: 60,
          max_expiration_duration: 3600,
          default_expiration_duration: 600,
        },
        [],
      ),
      bad: [
        { what: 'a policy that requires expiry and ends there, without bounds', update: Uint8Array.of(1) },
        { what: 'a policy that permits expiry and ends there, without bounds', update: Uint8Array.of(0) },
      ],
    }),
  },
  {
    word: 'parent',
    title: 'A dependent room names its parent, on the same hub; other rooms name none',
    requirements: ['MIMI-POL-038', 'MIMI-POL-016'],
    fails:
      'A base policy with a parent of another hub, without the parent, or with one for nothing is accepted (a warning).',
    values: ({ peer }) => {
      const { base_room_policy } = componentIds
      return values(base_room_policy, policy.BaseRoomPolicy, basePolicy({ max_users: 900 }), [
        [
          'a base policy with a parent room of another hub',
          basePolicy({ parent_dependant: 'true', parent_room: [uri(peer.roomUri())] }),
        ],
        ['a base policy of a dependent room without its parent', basePolicy({ parent_dependant: 'true' })],
        [
          'a base policy of a room that depends on none and names a parent',
          basePolicy({ parent_room: [uri(peer.roomUri())] }),
        ],
      ])
    },
  },
]

async function withAdmin({ target, peer }: CheckContext, roles?: readonly RoleDefinition[]) {
  const admin = peer.user({ name: 'admin', devices: 2 })
  const room = await target.host({ roles, members: [{ user: admin, role: 'admin', clients: 1 }] })
  return { room, admin, client: room.client(admin) }
}

const contradicting = contradictions.map(({ word, values: valuesOf, roles, ...definition }) =>
  check({
    ...hosted,
    ...definition,
    id: `policy.component.${word}`,
    async run(context) {
      const { room, client } = await withAdmin(context, roles?.(context))
      const { component_id, good, bad } = valuesOf(context)
      const proposes = (update: Uint8Array) => () => client.propose({ components: [{ component_id, update }] })
      await judgeDeeds(context, room, {
        refused: bad.map(({ what, update }) => ({ what, make: proposes(update), accepted: 'warn' as const })),
        accepted: [{ what: 'an update of that component that is as it should be', make: proposes(good) }],
        // A hub may let nobody change a policy that it does not support.
        turnedDown: 'unjudged',
      })
    },
  }),
)

const forbidden = policies.map(({ word, values: valuesOf, title, requirements, fails }) =>
  check({
    ...hosted,
    title,
    requirements,
    fails,
    id: `policy.component.${word}`,
    async run(context) {
      const { that, refusesIn } = context
      const { room, admin, client } = await withAdmin(context)
      const { component_id, good, bad } = valuesOf(context)
      for (const { what, update } of bad) {
        const commit = await client.change({ components: [{ component_id, update }] })
        const answer = await room.send(commit)
        if (outcomeOf(answer) === 'accepted') {
          const { answer: served, opened } = await fetched(context, room, { as: second(admin) })
          const data = componentIn(opened.context.extensions, component_id)
          that(data === null || Buffer.compare(data, update) !== 0, {
            expected: `a GroupContext without ${what}`,
            actual: 'served as it was committed',
            exchange: served,
          })
        }
        await refusesIn(room, {
          what,
          malformed: () => Promise.resolve(answer),
          twin: await client.change({ components: [{ component_id, update: good }] }),
          accepted: 'warn',
        })
      }
    },
  }),
)

const joinLinks = check({
  ...hosted,
  id: 'policy.component.one-join-link',
  title: 'Where join links are made on request, a room keeps one at the most',
  requirements: ['MIMI-POL-041'],
  fails: 'A second link is added although on_request is set.',
  async run(context) {
    const { target, peer } = context
    const admin = peer.user({ name: 'admin' })
    const room = await target.host({
      components: [
        component(componentIds.join_link_policy, policy.JoinLinkPolicy, {
          on_request: 'true',
          join_link: uri('https://links.example/'),
          multiuser: 'false',
          expiration: 3600,
        }),
      ],
      members: [{ user: admin, role: 'admin' }],
    })
    const adds = (update: Links) => () =>
      room.client(admin).change({
        components: [updating(componentIds.join_links, policy.JoinLinksUpdate, update)],
      })
    await judgeDeeds(context, room, {
      refused: [{ what: 'an update that adds two join links', make: adds(links('one', 'two')) }],
      accepted: [{ what: 'an update that adds one join link', make: adds(links('one')) }],
      turnedDown: 'unjudged',
    })
    await judgeDeeds(context, room, {
      refused: [{ what: 'an update that adds a second join link', make: adds(links('two')) }],
      accepted: [
        {
          what: 'an update that puts a join link in the place of another',
          make: adds({ ...links('two'), removedIndices: [0] }),
        },
      ],
      turnedDown: 'unjudged',
    })
  },
})

export default [...forbidden, ...contradicting, joinLinks]
