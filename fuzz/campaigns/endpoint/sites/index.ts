/** Every endpoint, with every arm of its request. */
import type { Scripted } from '../../../../src/peers/inbound.js'
import { drafts } from '../../../../src/drafts/ids.js'
import { type Site, steady } from '../stage.js'
import { consent } from './consent.js'
import { identifierQuery } from './identifier-query.js'
import { keyMaterial } from './key-material.js'
import { notify } from './notify.js'
import { rooms } from './room.js'
import { update } from './update.js'

/** What every provider answers (5.1). */
const directory: Site = {
  id: 'directory',
  endpoint: 'directory',
  drafts,
  prepare: (scene) =>
    Promise.resolve(
      steady(scene, { action: null, about: scene.target.directoryUrl, codec: null, body: new Uint8Array() }),
    ),
}

const asset: Scripted = {
  status: 200,
  headers: [['Content-Type', 'application/octet-stream']],
  body: new TextEncoder().encode('an asset'),
}

/** A GET about a URL, which the target then asks the peer's asset host for (5.10.2). */
const proxyDownload: Site = {
  id: 'proxyDownload',
  endpoint: 'proxyDownload',
  drafts,
  prepare(scene) {
    const about = scene.assetHost.assetUrl()
    scene.assetHost.answer({ about }, asset)
    return Promise.resolve(steady(scene, { action: 'proxyDownload', about, codec: null, body: new Uint8Array() }))
  },
}

export const sites: readonly Site[] = [
  directory,
  ...keyMaterial,
  ...consent,
  ...identifierQuery,
  ...notify,
  ...update,
  ...rooms,
  proxyDownload,
]
