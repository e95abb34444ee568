import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { newMemberProposal } from '../../src/mls/external-proposal.js'
import { componentIds, proposalTypes, wireFormats } from '../../src/mls/wire/index.js'
import type { Handshake, HostedRoom } from '../../src/peers/hosted-room.js'
import { authenticatedDataIn } from '../../src/peers/hosting/message.js'
import type { PeerUser } from '../../src/peers/user.js'
import { OperationalParameters } from '../../src/wire/operational-policy.js'
import { fetched, second } from '../group-info/asking.js'
import { anything, type Parameters, permissive } from './permissive.js'
import { component, hosted } from './rooms.js'

interface Cast {
  readonly room: HostedRoom
  readonly member: PeerUser
}

interface Rule {
  readonly word: string
  readonly title: string
  readonly what: string
  readonly parameters: Partial<Parameters>
  readonly make: (context: CheckContext, cast: Cast) => Promise<Handshake>
}

const rules: readonly Rule[] = [
  {
    word: 'external-commits',
    title: 'External commits are refused in a room whose operational policy does not allow them',
    what: 'an external commit where external_commit_allowed is false',
    parameters: { external_commit_allowed: 'false' },
    async make(context, { room, member }) {
      const { opened: from } = await fetched(context, room, { as: second(member) })
      return room.join(second(member), { from })
    },
  },
  {
    word: 'external-proposals',
    title: 'Proposals from outside the group are refused in a room whose operational policy does not allow them',
    what: "a newcomer's own proposal where external_proposal_allowed is false",
    parameters: { external_proposal_allowed: 'false' },
    async make({ draft, readings }, { room, member }) {
      const [keyPackage] = second(member).keyPackages(1)
      if (!keyPackage) throw new Error('one key package was asked for')
      const { groupId, epoch } = room
      const authenticatedData = authenticatedDataIn(draft, room.context, readings)
      const message = newMemberProposal({ draft, groupId, epoch, keyPackage, authenticatedData })
      return (await room.client(member).propose({ renew: true })).with({ messages: [message] })
    },
  },
  {
    word: 'handshake-formats',
    title: 'Handshakes are refused in wire formats that the operational policy does not list',
    what: 'a commit as PublicMessage where handshake_formats lists PrivateMessage alone',
    parameters: { handshake_formats: [wireFormats.mls_private_message] },
    make: (_, { room, member }) => room.client(member).change(),
  },
  {
    word: 'forbidden-proposals',
    title: 'Proposals are refused of types that the operational policy forbids',
    what: 'an Update proposal where forbidden_capabilities lists that type',
    parameters: { forbidden_capabilities: { ...anything, proposals: [proposalTypes.update] } },
    make: (_, { room, member }) => room.client(member).propose({ renew: true }),
  },
]

/** The same in a room where it is allowed is the twin: in one room it cannot be both. */
export default rules.map(({ word, title, what, parameters, make }) =>
  check({
    ...hosted,
    id: `policy.operational.${word}`,
    title,
    requirements: ['MIMI-POL-031'],
    fails: 'It is accepted (a warning: nothing says that it is for the hub to police the parameters).',
    async run(context) {
      const { target, peer, refusesIn } = context
      const cast = async (some: Partial<Parameters>): Promise<Cast> => {
        const member = peer.user({ name: 'member', devices: 2 })
        const room = await target.host({
          components: [
            component(componentIds.mls_operational_policy, OperationalParameters, { ...permissive, ...some }),
          ],
          members: [{ user: member, clients: 1 }],
        })
        return { room, member }
      }
      const [strict, lenient] = [await cast(parameters), await cast({})]
      await refusesIn(lenient.room, {
        what,
        malformed: async () => strict.room.send(await make(context, strict)),
        twin: await make(context, lenient),
        accepted: 'warn',
      })
    },
  }),
)
