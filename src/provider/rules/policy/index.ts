/** The policy of a room: who may change what, who may speak and who is let in (5.3; 06: room-policy-03). */
export { judge, policyRules, type PolicyRules } from './judge.js'
export { mayGetGroupInfo, mayReceive, maySend, type Requester, type SpeakingRoom } from './messages.js'
export * from './types.js'
