import { check, type Definition } from '../../src/check/define.js'
import { tryDecode } from '../../src/codec/index.js'
import { credentialIdentity } from '../../src/mls/credential.js'
import { componentIds, type Credential, ExternalSender } from '../../src/mls/wire/index.js'
import { FrankingAgentData } from '../../src/wire/franking.js'

const shared: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: ['createUser', 'prepareRoom'] }

/** The authority of a URI, in lower case; null where it has none. */
function authorityOf(uri: string): string | null {
  return /^mimi:\/\/([^/?#]+)/i.exec(uri)?.[1]?.toLowerCase() ?? null
}

function octetsOf(credential: Credential): readonly string[] {
  const parts = 'identity' in credential ? [credential.identity] : credential.certificates.map((each) => each.cert_data)
  return parts.map((part) => Buffer.from(part).toString('latin1'))
}

const prepared = check({
  ...shared,
  id: 'architecture.prepared',
  title:
    'What a hub asks for in a room that is about to be made is readable, and makes it an external sender by its name',
  requirements: ['MIMI-ARC-009'],
  fails:
    'prepareRoom gives an external sender that cannot be read or does not name the hub, or a component that is not one.',
  async run({ draft, target, must, that }) {
    const { externalSender, components = [] } = await target.prepareRoom()
    const read = tryDecode(ExternalSender, externalSender)
    const sender = must(read.ok && read.value, {
      expected: 'an encoded ExternalSender from prepareRoom: signature_key, then credential',
      actual: read.ok ? '' : `${read.error.code} at byte ${read.error.offset}: ${read.error.message}`,
      path: 'externalSender',
    })
    const named = credentialIdentity(sender.credential)
    // Nothing says how a credential stands for a hub: a URI of its domain, the domain alone, a certificate for it.
    that(
      [...named, ...octetsOf(sender.credential)].some((text) =>
        text.toLowerCase().includes(target.domain.toLowerCase()),
      ),
      {
        expected: `a credential that stands for ${target.domain}, such as a basic one for mimi://${target.domain}`,
        actual: named.length > 0 ? `one for ${named.join(', ')}` : 'one that names nobody',
        path: 'externalSender.credential',
      },
    )
    that(sender.signature_key.length > 0, {
      expected: 'the key with which the hub signs its proposals',
      actual: 'an empty one',
      path: 'externalSender.signature_key',
    })
    if (draft !== '06') return
    const agent = components.find(({ component_id }) => component_id === componentIds.franking_signature_key)
    const data = agent && tryDecode(FrankingAgentData['06'], agent.data)
    that(data === undefined || data.ok, {
      expected: 'a component franking_signature_key that holds a key and a credential (5.4.1)',
      actual: data && !data.ok ? `${data.error.code} at byte ${data.error.offset}: ${data.error.message}` : '',
      path: 'components',
    })
  },
})

const ofDomain = check({
  ...shared,
  id: 'architecture.room-of-hub',
  title: "The URI of a room that the target hosts lies in the target's domain, and no other room has it",
  requirements: ['MIMI-ARC-003'],
  fails: 'prepareRoom names a room by a URI of another authority, without mimi:, or by one that it gave before.',
  async run({ target, that }) {
    const creator = await target.account()
    const [{ room }, { room: next }] = [await target.prepareRoom({ creator }), await target.prepareRoom({ creator })]
    that(authorityOf(room) === target.domain.toLowerCase(), {
      expected: `a room URI that begins with mimi://${target.domain}/: by its authority everybody finds the hub`,
      actual: room,
    })
    that(room !== next, { expected: 'each room with a URI of its own', actual: `${room} twice` })
  },
})

export default [prepared, ofDomain]
