/** A room's state in application_states and AppSync (01 and 02ed: 4.3, 5.3); the syntax is configured (reading R-W29). */
import { appSyncOf, appSyncProposal, applicationState, withApplicationState } from '../../mls/wire/app-state.js'
import { safeExtensionProposals } from '../../mls/wire/index.js'
import { participantForms } from './app-sync-participants.js'
import { roleForms } from './app-sync-roles.js'
import { appRules } from './components.js'
import type { RoomForm } from './form.js'
import { externalSenders, requiredCapabilities } from './initial-extensions.js'
import { standardRolesByDraft } from './standard-roles.js'

export const appSyncForm: RoomForm = {
  participants(extensions, readings) {
    const state = applicationState(extensions, readings.participantListApplication, appRules(readings))
    return state && participantForms[readings.participantListForm].read(state)
  },
  participantProposal(current, change, readings) {
    const sync = participantForms[readings.participantListForm].sync(current, change)
    return appSyncProposal({ applicationId: readings.participantListApplication, ...sync }, appRules(readings))
  },
  participantChange(current, proposal, readings) {
    const sync = appSyncOf(proposal, appRules(readings))
    if (sync?.applicationId !== readings.participantListApplication) return null
    return participantForms[readings.participantListForm].change(current, sync)
  },
  roles(extensions, readings) {
    const state = applicationState(extensions, readings.roomPolicyApplication, appRules(readings))
    return state && roleForms[readings.roomPolicyForm].read(state)
  },
  rolesProposal(current, roles, readings) {
    const sync = roleForms[readings.roomPolicyForm].sync(current, roles)
    return appSyncProposal({ applicationId: readings.roomPolicyApplication, ...sync }, appRules(readings))
  },
  rolesChange(current, proposal, readings) {
    const sync = appSyncOf(proposal, appRules(readings))
    if (sync?.applicationId !== readings.roomPolicyApplication) return null
    return roleForms[readings.roomPolicyForm].change(current, sync)
  },
  start({ participants, roles = standardRolesByDraft['01'], externalSenders: senders }, readings) {
    const { extension_external_proposal, self_remove } = safeExtensionProposals
    const rules = appRules(readings)
    const start = [
      requiredCapabilities([readings.applicationStatesExtension], [extension_external_proposal, self_remove]),
      ...externalSenders(senders),
    ]
    const list = participantForms[readings.participantListForm].state(participants)
    const policy = roleForms[readings.roomPolicyForm].state(roles)
    return [
      { applicationId: readings.participantListApplication, ...list },
      { applicationId: readings.roomPolicyApplication, ...policy },
    ].reduce((extensions, state) => withApplicationState(extensions, state, rules), start)
  },
}
