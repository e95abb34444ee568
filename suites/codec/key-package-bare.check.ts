import { check } from '../../src/check/define.js'
import { spans } from '../../src/codec/index.js'
import { hexText } from '../../src/codec/index.js'
import { KeyMaterialResponse } from '../../src/wire/key-material.js'
import { keyMaterialWanted } from './trial.js'

export default check({
  id: 'codec.key-package.bare',
  title: 'A key package in a response begins with its own version, not with the header of an MLSMessage',
  requirements: ['MIMI-COD-021'],
  roles: ['provider'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent'],
  fails: 'The key package of a client is wrapped in an MLSMessage.',
  async run(context) {
    const { peer, draft, that, skip } = context
    const answer = await peer.keyMaterial(await keyMaterialWanted(context))
    const body = answer.exchange.response?.body ?? new Uint8Array()
    const begins = spans(KeyMaterialResponse[draft], body).spans.find(
      ({ path }) => path === 'clients[0].keyPackage.version',
    )
    if (!begins) return skip('the response has no key package; judged by key-material.answered')
    const header = hexText(body.subarray(begins.offset, begins.offset + 8))
    that(!header.startsWith('000100050001'), {
      expected: 'version 0001 and the cipher suite of the KeyPackage',
      actual: `${header}: the header of an MLSMessage (version 0001, wire format 0005) before it`,
      path: 'clients[0].keyPackage',
      offset: begins.offset,
      exchange: answer,
    })
  },
})
