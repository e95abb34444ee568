import { check } from '../../src/check/define.js'
import { capabilitiesIn, type KeyPackageOptions } from '../../src/mls/device.js'
import type { Capabilities } from '../../src/peers/requests.js'
import type { Draft } from '../../src/drafts/ids.js'
import { unmet } from '../../src/mls/key-package.js'
import type { KeyPackage } from '../../src/mls/wire/index.js'
import { ask, describe, entriesOf, keyPackagesOf, provisioning, refOf } from './asking.js'

/** Of the private range: no client supports it unless told to. */
const rare = 0xf0c1

interface Kind {
  name: string
  /** What the request asks for. */
  wanted: { suites?: number[]; required?: Capabilities }
  text: string
  /** Key packages that have it. */
  having(draft: Draft): KeyPackageOptions
  /** Client codes other than nothingCompatible that the text allows for. */
  tolerated: readonly string[]
}

const kinds: readonly Kind[] = [
  {
    name: 'extension',
    text: 'a required extension type',
    wanted: { required: { extension_types: [rare] } },
    having: (draft) => ({ capabilities: { extensions: [...capabilitiesIn[draft].extensions, rare] } }),
    tolerated: [],
  },
  {
    name: 'proposal',
    text: 'a required proposal type',
    wanted: { required: { proposal_types: [rare] } },
    having: (draft) => ({ capabilities: { proposals: [...capabilitiesIn[draft].proposals, rare] } }),
    tolerated: [],
  },
  {
    name: 'credential',
    text: 'a required credential type',
    wanted: { required: { credential_types: [rare] } },
    having: (draft) => ({ capabilities: { credentials: [...capabilitiesIn[draft].credentials, rare] } }),
    tolerated: [],
  },
  {
    name: 'suite',
    text: 'an acceptable cipher suite',
    wanted: { suites: [3] },
    having: () => ({ suite: 3 }),
    // The definition of nothingCompatible speaks of requiredCapabilities only.
    tolerated: ['keyMaterialExhausted'],
  },
]

export default [
  ...kinds.map(({ name, text, wanted, having, tolerated }) =>
    check({
      id: `key-material.nothing-compatible.${name}`,
      title: `A client whose key packages lack ${text} is reported as nothingCompatible`,
      requirements: ['MIMI-KEY-014'],
      roles: ['provider'],
      needs: provisioning,
      fails: `Of two clients the one without ${text} is supplied, missing, or has another status.`,
      async run({ draft, target, hub, that }) {
        const user = await target.user({ devices: 2, keyPackages: 0 })
        const [lacking, meeting] = user.devices
        if (!lacking || !meeting) throw new Error('two devices were asked for')
        await user.publish(lacking, 2)
        await user.publish(meeting, 2, having(draft))
        const answer = await ask(hub, user, wanted).accepted()
        const entries = entriesOf(answer.value, user)
        const entry = entries.find(({ device }) => device === lacking)
        that(entry?.status === 'nothingCompatible', {
          expected: `status nothingCompatible for ${lacking.uri}, whose key packages lack ${text}`,
          actual: entry ? `status ${entry.status}` : describe(entries),
          as: entry && tolerated.includes(entry.status) ? 'observe' : 'fail',
          path: 'clients',
          exchange: answer,
        })
      },
    }),
  ),
  ...kinds.map(({ name, text, wanted, having }) =>
    check({
      id: `key-material.compatible.${name}`,
      title: `Of a client's key packages the one that has ${text} is handed out`,
      requirements: ['MIMI-KEY-021', 'MIMI-KEY-015'],
      roles: ['provider'],
      needs: provisioning,
      fails: `A key package without ${text} is handed out, or none although one with it is in stock.`,
      async run({ draft, target, hub, expect, that }) {
        const user = await target.user({ keyPackages: 2 })
        // Two, for the ordinary request that comes first may take one of them.
        const fitting = await user.publish(user.device, 2, having(draft))
        await ask(hub, user).accepted()
        const answer = await ask(hub, user, wanted)
        await expect(answer, 'MIMI-KEY-015').code(['success', 'partialSuccess'])
        for (const keyPackage of keyPackagesOf(answer.value)) {
          const missing = lacks(keyPackage, wanted)
          that(missing.length === 0, {
            expected: `the key package that has ${text}: look through all of a client's stock`,
            actual: `a key package without ${missing.join(', ')}`,
            path: 'clients[0].keyPackage',
            exchange: answer,
            note: `those that fit have KeyPackageRef ${fitting.map(({ keyPackage }) => refOf(keyPackage)).join(', ')}`,
          })
        }
      },
    }),
  ),
  check({
    id: 'key-material.no-compatible-material',
    title: 'When no client has what is required the user status is noCompatibleMaterial, without key packages',
    requirements: ['MIMI-KEY-015', 'MIMI-KEY-016', 'MIMI-KEY-027'],
    roles: ['provider'],
    needs: provisioning,
    fails:
      'A proposal type that no client supports is answered with another code than noCompatibleMaterial or noConsent.',
    async run({ target, hub, expect, that }) {
      const user = await target.user()
      const asked = { requester: hub.user(), room: hub.roomUri() }
      const answer = await ask(hub, user, { ...asked, required: { proposal_types: [rare] } })
      await expect(answer).code(['noCompatibleMaterial', 'noConsent'])
      // The list may be filled (MIMI-KEY-016), but not with key packages.
      const more = keyPackagesOf(answer.value)
      that(more.length === 0, {
        expected: `no key package: none supports proposal type ${rare}`,
        actual: `${more.length} key packages`,
        path: 'clients',
        exchange: answer,
      })
      await ask(hub, user, asked).accepted()
    },
  }),
]

function lacks(keyPackage: KeyPackage, { suites = [1], required = {} }: Kind['wanted']): string[] {
  const { extension_types = [], proposal_types = [], credential_types = [] } = required
  return unmet(keyPackage, { suites, requiredCapabilities: { extension_types, proposal_types, credential_types } })
}
