/** The hub's keys, as they are kept and as node:crypto has them. */
import type { KeyObject } from 'node:crypto'
import { importKeyPair, rawPrivateKey } from '../../mls/keys.js'
import { generateSignatureKeys } from '../../mls/sign.js'
import { suiteOf } from '../../mls/suites.js'
import type { StoredKeys } from '../store/hosted.js'

const privateKeys = new WeakMap<StoredKeys, KeyObject>()

export function freshKeys(suite: number): StoredKeys {
  const { publicKey, privateKey } = generateSignatureKeys(suite)
  return { suite, publicKey, privateKey: rawPrivateKey(privateKey) }
}

export function privateKeyOf(keys: StoredKeys): KeyObject {
  const known = privateKeys.get(keys)
  if (known) return known
  const { privateKey } = importKeyPair(suiteOf(keys.suite).signature, keys.publicKey, keys.privateKey)
  privateKeys.set(keys, privateKey)
  return privateKey
}
