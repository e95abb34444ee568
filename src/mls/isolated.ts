/**
 * Joining groups by what a target gave. Nothing of it reaches ts-mls in this thread before our own reader has checked every
 * index in it and, where the GroupInfo is at hand, PublicGroup everything that a non-member can; then ts-mls tries it in a
 * process of its own (isolation.ts), and only what went well there is done here. What Mimicry made itself needs no trial.
 */
import { createHash } from 'node:crypto'
import { CodecError, decode } from '../codec/index.js'
import {
  EngineError,
  type ExternalJoin,
  type Group,
  type Invitation,
  joinExternally,
  joinFromWelcome,
  type PendingCommit,
} from './engine.js'
import { treeDefect } from './hostile.js'
import { Isolation, type Job, type Outcome, type RawBundle } from './isolation.js'
import type { KeyPackageBundle } from './key-package-bundle.js'
import { rawPrivateKey } from './keys.js'
import { PublicGroup, PublicGroupError, type PublicGroupFault, type PublicState } from './public-group.js'
import { GroupInfo } from './wire/group-info.js'
import { MLSMessage } from './wire/message.js'
import { RatchetTree } from './wire/ratchet-tree.js'

/** What is wrong with a target's bytes, found without harm. */
export interface IsolationFinding {
  /**
   * `malformed`: no such structure. `invalid`: a non-member finds fault with it. `refused`: a member does. `crashed`,
   * `timeout`: it would have ended the run, or held it up for ever.
   */
  kind: 'malformed' | 'invalid' | 'refused' | 'crashed' | 'timeout'
  what: string
  /** Of the field, where it is known. */
  path?: string
  /** For `invalid`. */
  fault?: PublicGroupFault
}

/** As a report says it. */
export function findingText({ kind, what, path }: IsolationFinding): string {
  const where = path && !what.startsWith(path) ? `${path}: ` : ''
  return `${said[kind]}${where}${what}`
}

const said = {
  malformed: '',
  invalid: '',
  refused: '',
  crashed: 'it ends the process that tries to join by it: ',
  timeout: 'it holds up whoever tries to join by it: ',
} satisfies Record<IsolationFinding['kind'], string>

export type Isolated<T> = { ok: true; value: T } | { ok: false; finding: IsolationFinding }

const own = new Set<string>()
const isolation = new Isolation()

/** Marks trees, GroupInfos and Welcomes as Mimicry's own making: they are joined by without a trial. */
export function known(...made: readonly Uint8Array[]): void {
  for (const bytes of made) own.add(digest(bytes))
}

function isKnown(...given: readonly Uint8Array[]): boolean {
  return given.every((bytes) => own.has(digest(bytes)))
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}

/** The group that a GroupInfo and a ratchet tree, both encoded, describe; ts-mls has no part in it. */
export function inspectTree(
  state: Pick<PublicState, 'draft' | 'app'> & { groupInfo: Uint8Array; ratchetTree: Uint8Array },
): Isolated<PublicGroup> {
  const { draft, app } = state
  return judged(() => {
    const groupInfo = decode(GroupInfo, state.groupInfo)
    return PublicGroup.open({ draft, app, groupInfo, ratchetTree: decode(RatchetTree, state.ratchetTree) })
  })
}

/** Joins by a Welcome; rejects only for what is Mimicry's own fault. */
export async function tryJoin(invitation: Invitation): Promise<Isolated<Group>> {
  const { draft, bundle, welcome, ratchetTree } = invitation
  const sound = judged(() => {
    decode(MLSMessage[draft], welcome)
    const defect = treeDefect(decode(RatchetTree, ratchetTree))
    if (defect) throw new PublicGroupError('malformed-tree', 'ratchet_tree', defect.section, defect.what)
  })
  if (!sound.ok) return sound
  const trial = { kind: 'welcome', draft, bundle: rawBundle(bundle), welcome, ratchetTree } as const
  return joined(isKnown(welcome, ratchetTree) ? null : trial, () => joinFromWelcome(invitation))
}

/** Joins by an external commit; rejects only for what is Mimicry's own fault. */
export async function tryJoinExternally(
  join: ExternalJoin,
): Promise<Isolated<{ group: Group; pending: PendingCommit }>> {
  const { groupInfo, ratchetTree, replaces, app } = join
  const { draft } = join.device
  const sound = inspectTree({ draft, groupInfo, ratchetTree, app })
  if (!sound.ok) return sound
  if (replaces !== undefined && !sound.value.member(replaces)) {
    throw new RangeError(`a client can replace itself only: no member has leaf index ${replaces}`)
  }
  const trial = { kind: 'external', draft, groupInfo, ratchetTree, replaces } as const
  return joined(isKnown(groupInfo, ratchetTree) ? null : trial, () => joinExternally(join))
}

async function joined<T>(trial: Job | null, join: () => Promise<T>): Promise<Isolated<T>> {
  const outcome: Outcome = trial ? await isolation.try(trial) : { kind: 'done' }
  if (outcome.kind !== 'done') return { ok: false, finding: outcome }
  try {
    return { ok: true, value: await join() }
  } catch (error) {
    return { ok: false, finding: findingOf(error) }
  }
}

function judged<T>(judge: () => T): Isolated<T> {
  try {
    return { ok: true, value: judge() }
  } catch (error) {
    return { ok: false, finding: findingOf(error) }
  }
}

/** @throws the error itself when it says nothing about the bytes */
function findingOf(error: unknown): IsolationFinding {
  if (error instanceof CodecError) return { kind: 'malformed', what: error.message, path: error.path }
  if (error instanceof EngineError) return { kind: 'refused', what: error.message }
  if (!(error instanceof PublicGroupError)) throw error
  return { kind: 'invalid', what: error.message, path: error.path, fault: error.code }
}

function rawBundle({ suite, bytes, initKeys, encryptionKeys, signatureKeys }: KeyPackageBundle): RawBundle {
  return {
    suite,
    keyPackage: bytes,
    initKey: rawPrivateKey(initKeys.privateKey),
    encryptionKey: rawPrivateKey(encryptionKeys.privateKey),
    signatureKey: rawPrivateKey(signatureKeys.privateKey),
  }
}
