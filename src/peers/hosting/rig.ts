/** For tests: a target that hosts rooms and believes everything. */
import { encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { defaultReadings } from '../../drafts/readings.js'
import { basicCredential } from '../../mls/credential.js'
import { generateSignatureKeys } from '../../mls/sign.js'
import { ExternalSender } from '../../mls/wire/index.js'
import type { CreateRoomRequest, Driver, Operation, PrepareRoomAnswer } from '../../target/driver/contract.js'
import { type Implementation, implemented } from '../../target/driver/contract-json.js'
import { createNetwork } from '../peer-network.js'
import { testSession } from '../test-rig.js'

const operations: Operation[] = ['createUser', 'prepareRoom', 'createRoom', 'submit']

/** A target of that name on a network, with what it was told in createRoom. */
export async function hostingTarget(draft: Draft, also: Partial<PrepareRoomAnswer> = {}) {
  const network = await createNetwork({ draft })
  const session = testSession('hosting', draft, { targetDomain: `a-${draft}.example` })
  const domain = session.targetDomain
  const created: CreateRoomRequest[] = []
  const signature_key = generateSignatureKeys(1).publicKey
  const externalSender = encode(ExternalSender, { signature_key, credential: basicCredential(`mimi://${domain}`) })
  const answers: Implementation = {
    createUser: ({ uri }) => Promise.resolve({ uri }),
    prepareRoom: () => Promise.resolve({ room: `mimi://${domain}/r/${session.name('room')}`, externalSender, ...also }),
    createRoom(request) {
      created.push(request)
      return Promise.resolve({})
    },
  }
  const driver: Driver = {
    form: 'http',
    perform: (operation, request) => implemented(operation, answers)(request),
    close: () => Promise.resolve(),
  }
  const directoryUrl = `https://${domain}/`
  const facts = {
    domain,
    directoryUrl,
    directory: null,
    driver,
    operations: new Set(operations),
    readings: defaultReadings,
  }
  return {
    network,
    session,
    created,
    target: network.target(facts, session),
    b: network.peer('b', session),
    c: network.peer('c', session),
  }
}
