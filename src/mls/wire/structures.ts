/** Every MLS and extension structure by name: what decode, encode, the testee and the fuzzer can be asked for. */
import type { Codec } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import * as appData from './app-data.js'
import * as appSync from './app-sync.js'
import { Commit, ProposalOrRef } from './commit.js'
import { Certificate, Credential } from './credential.js'
import { EncryptContext, KDFLabel, RefHashInput, SignContent } from './crypto.js'
import * as framing from './framing.js'
import { GroupContext } from './group-context.js'
import { ExternalPub, ExternalSender, ExternalSenders, GroupInfo, GroupInfoTBS } from './group-info.js'
import { KeyPackage, KeyPackageTBS, RequiredCapabilities } from './key-package.js'
import { Capabilities, Extension, LeafNode, LeafNodeTBS, Lifetime } from './leaf-node.js'
import { MLSMessage } from './message.js'
import { PrivateContentAAD, PrivateMessage, SenderData, SenderDataAAD } from './private-message.js'
import * as proposal from './proposal.js'
import { PreSharedKeyID, PSKLabel } from './psk.js'
import { PublicMessage } from './public-message.js'
import { PartialGroupInfo, RatchetTreeOption } from './ratchet-tree-option.js'
import { Node, ParentNode, RatchetTree } from './ratchet-tree.js'
import * as semiPrivate from './semi-private-message.js'
import * as treeHash from './tree-hash.js'
import { HPKECiphertext, UpdatePath, UpdatePathNode } from './update-path.js'
import { EncryptedGroupSecrets, GroupSecrets, PathSecret, Welcome } from './welcome.js'

type Structures = Readonly<Record<string, Codec<unknown>>>

const inEveryDraft = (draft: Draft): Structures => ({
  MLSMessage: MLSMessage[draft],
  PublicMessage: PublicMessage[draft],
  PrivateMessage,
  Welcome,
  GroupInfo,
  KeyPackage,
  Sender: framing.Sender,
  FramedContent: framing.FramedContent[draft],
  AuthenticatedContent: framing.AuthenticatedContent[draft],
  FramedContentTBS: framing.FramedContentTBS[draft],
  PrivateContentAAD,
  SenderData,
  SenderDataAAD,
  ConfirmedTranscriptHashInput: framing.ConfirmedTranscriptHashInput[draft],
  InterimTranscriptHashInput: framing.InterimTranscriptHashInput,
  KeyPackageTBS,
  LeafNode,
  LeafNodeTBS,
  Capabilities,
  RequiredCapabilities,
  Lifetime,
  Extension,
  Certificate,
  Credential,
  GroupContext,
  GroupInfoTBS,
  ExternalPub,
  ExternalSender,
  ExternalSenders,
  GroupSecrets: GroupSecrets[draft],
  PathSecret,
  EncryptedGroupSecrets,
  ParentNode,
  Node,
  RatchetTree,
  TreeHashInput: treeHash.TreeHashInput,
  LeafNodeHashInput: treeHash.LeafNodeHashInput,
  ParentNodeHashInput: treeHash.ParentNodeHashInput,
  ParentHashInput: treeHash.ParentHashInput,
  Proposal: proposal.Proposal[draft],
  Add: proposal.Add,
  Update: proposal.Update,
  Remove: proposal.Remove,
  PreSharedKey: proposal.PreSharedKey[draft],
  ReInit: proposal.ReInit,
  ExternalInit: proposal.ExternalInit,
  GroupContextExtensions: proposal.GroupContextExtensions,
  SelfRemove: appData.SelfRemove,
  ProposalOrRef: ProposalOrRef[draft],
  Commit: Commit[draft],
  UpdatePath,
  UpdatePathNode,
  HPKECiphertext,
  PreSharedKeyID: PreSharedKeyID[draft],
  PSKLabel: PSKLabel[draft],
  SignContent,
  EncryptContext,
  RefHashInput,
  KDFLabel,
  RatchetTreeOption: RatchetTreeOption[draft],
})

/** SemiPrivateMessage came into the protocol with 02; by itself it can be read whatever its number is. */
const semiPrivateStructures: Structures = {
  ExternalReceiver: semiPrivate.ExternalReceiver,
  ExternalReceivers: semiPrivate.ExternalReceivers,
  PerMessageKeyAndNonces: semiPrivate.PerMessageKeyAndNonces,
  SemiPrivateMessageContext: semiPrivate.SemiPrivateMessageContext,
  KeyForExternalReceiver: semiPrivate.KeyForExternalReceiver,
  SemiPrivateMessage: semiPrivate.SemiPrivateMessage,
  SemiPrivateContentAAD: semiPrivate.SemiPrivateContentAAD,
}

const appSyncStructures: Structures = {
  ExtensionContent: appSync.ExtensionContent,
  OpaqueElement: appSync.OpaqueElement,
  OpaqueMapElement: appSync.OpaqueMapElement,
  ElementWithIndex: appSync.ElementWithIndex,
  ApplicationState: appSync.ApplicationState,
  ApplicationStatesExtension: appSync.ApplicationStatesExtension,
  AppSync: appSync.AppSync,
}

const appDataStructures: Structures = {
  PartialGroupInfo,
  ComponentData: appData.ComponentData,
  AppDataDictionary: appData.AppDataDictionary,
  AppDataUpdate: appData.AppDataUpdate,
  AppEphemeral: appData.AppEphemeral,
  SafeAADItem: appData.SafeAADItem,
  SafeAAD: appData.SafeAAD,
  ComponentsList: appData.ComponentsList,
  WireFormats: appData.WireFormats,
  MessageRange: appData.MessageRange,
  AppAck: appData.AppAck,
  Parameter: appData.Parameter,
  MediaType: appData.MediaType,
  MediaTypeList: appData.MediaTypeList,
}

/** By draft, then by the structure's name in its document. */
export const mlsStructures = byDraft<Structures, Structures, Structures>({
  '01': { ...inEveryDraft('01'), ...appSyncStructures },
  '02ed': { ...inEveryDraft('02ed'), ...appSyncStructures, ...semiPrivateStructures },
  '06': { ...inEveryDraft('06'), ...appDataStructures, ...semiPrivateStructures },
})
