import { fault } from '../../fault.js'

export const groupInfoPastEpochNotAllowed = fault({
  id: 'group-info.past-epoch-not-allowed',
  summary: 'answers notAllowed to those who join with the group info of an epoch that is over',
  breaks: ['MIMI-GRP-016'],
  apply: (ports) => {
    const { hub } = ports.rules
    const told: typeof hub.told = (outcome) =>
      hub.told(outcome.code === 'wrongEpoch' ? { code: 'notAllowed', why: outcome.why } : outcome)
    return { ...ports, rules: { ...ports.rules, hub: { ...hub, told } } }
  },
})
