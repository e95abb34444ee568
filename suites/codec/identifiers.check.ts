import { check } from '../../src/check/define.js'
import { keyMaterialWanted } from './trial.js'

const utf8 = new TextDecoder()
const form = /^([a-z][a-z0-9+.-]*):\/\/([^/?#@:]+)(?::\d+)?\/([^/?#]*)/i

/** One prefix, no more: what is read behind it is the URI from its first character on. */
const singlePrefix = check({
  id: 'codec.identifier.single-prefix',
  title: 'A URI in a response has exactly one length before it',
  requirements: ['MIMI-COD-012'],
  roles: ['provider'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent'],
  fails: 'userUri or a clientUri, read as one octet string, does not begin with the scheme of a URI.',
  async run(context) {
    const answer = await context.peer.keyMaterial(await keyMaterialWanted(context)).accepted()
    const { userUri, clients = [] } = answer.value ?? {}
    const uris = [userUri, ...clients.map(({ clientUri }) => clientUri)]
    for (const [index, each] of uris.entries()) {
      const text = utf8.decode(each?.uri)
      context.that(/^[a-z][a-z0-9+.-]*:/i.test(text), {
        expected: 'a URI right behind its one length',
        actual: JSON.stringify(text),
        path: index === 0 ? 'userUri.uri' : `clients[${index - 1}].clientUri.uri`,
        exchange: answer,
      })
    }
  },
})

const authority = check({
  id: 'codec.identifier.authority',
  title: 'Every URI that the target gives its users and clients names it as their provider',
  requirements: ['MIMI-COD-013'],
  roles: ['provider'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent'],
  fails: "A user's or client's URI is no URI, or its authority is not the provider's domain.",
  async run(context) {
    const { peer, target, name, that } = context
    const value = `im:${name('carol')}@${target.domain}`
    await target.user({ devices: 0, consent: 'none', profile: [{ source: 'handle', name: '', value }] })
    const keys = await peer.keyMaterial(await keyMaterialWanted(context)).accepted()
    const found = await peer.identifierQuery({ elements: [{ type: 'handle', value }] })
    const { userUri, clients = [] } = keys.value ?? {}
    const { uri = [], foundProfiles = [] } = found.value ?? {}
    const emitted = [
      { path: 'userUri.uri', uri: userUri?.uri, letter: 'u', from: keys },
      ...clients.map((each, i) => ({
        path: `clients[${i}].clientUri.uri`,
        uri: each.clientUri.uri,
        letter: 'd',
        from: keys,
      })),
      ...uri.map((each, i) => ({ path: `uri[${i}].uri`, uri: each.uri, letter: 'u', from: found })),
      ...foundProfiles.map((each, i) => ({
        path: `foundProfiles[${i}].stableUri.uri`,
        uri: each.stableUri.uri,
        letter: 'u',
        from: found,
      })),
    ]
    for (const { path, uri: bytes, letter, from } of emitted) {
      const text = utf8.decode(bytes)
      const [, scheme = '', domain = '', kind = ''] = form.exec(text) ?? []
      const at = { path, exchange: from, actual: JSON.stringify(text) }
      that(domain.toLowerCase() === target.domain.toLowerCase(), {
        ...at,
        expected: `a URI whose authority is ${target.domain}`,
      })
      that(scheme.toLowerCase() === 'mimi' && kind === letter, {
        ...at,
        expected: `mimi://${target.domain}/${letter}/…`,
        note: 'the syntax is notional (1.1)',
        as: 'warn',
      })
    }
  },
})

export default [singlePrefix, authority]
