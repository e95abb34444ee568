import { type ChangeName, crowdSize, type Item, type ProposalName, type RoomName, type Step } from './step.js'

/** A step in words. */
export function tell(step: Step): string {
  switch (step.do) {
    case 'publish':
      return `${step.owner}/${step.device} publishes ${step.count}${step.kind === 'ordinary' ? '' : ` ${step.kind}`} key package${step.count === 1 ? '' : 's'}`
    case 'ask':
      return `${step.by} asks for ${step.owner}'s key packages ${step.room === null ? 'for no room' : `for room ${step.room}`}`
    case 'decide':
      return step.decision === 'none'
        ? `${step.owner} forgets the decision about ${step.requester} ${where(step.room)}`
        : `${step.owner} decides: ${step.decision} ${step.requester} ${where(step.room)}`
    case 'reply':
      return `${step.owner}'s client sends ${step.requester} a ${step.operation} ${where(step.room)}`
    case 'request':
      return step.operation === 'request'
        ? `${step.requester}'s provider asks for ${step.owner}'s consent ${where(step.room)}`
        : `${step.requester}'s provider cancels a request for ${step.owner}'s consent ${where(step.room)}`
    case 'foreign':
      return step.about === 'themselves'
        ? `${step.requester}'s provider tells ${step.owner} a ${step.operation} of ${step.requester}'s ${where(step.room)}`
        : `${step.requester}'s provider claims a ${step.operation} of ${step.owner}'s for ${step.requester} ${where(step.room)}`
    case 'find':
      return `${step.by}'s provider asks whose ${step.owner}'s handle is`
    case 'delete':
      return `${step.owner}'s account is deleted`
    case 'notify':
      return `the hub b sends notify body ${step.body}${step.fresh ? ' over a new connection' : ''}`
    case 'crowd':
      return `the hub b sends ${crowdSize} further notify bodies`
    case 'commit':
      return `${step.by} commits ${changeText[step.change]}`
    case 'say':
      return `${step.by} says something`
    case 'propose':
      return `${step.by} proposes ${proposalText[step.what]}`
    case 'keep':
      return `${step.by} makes a ${step.what} and keeps it for later`
    case 'send':
      return 'what was kept first is sent'
    case 'repeat':
      return 'the last commit that was taken is sent once more'
    case 'look':
      return `${step.by ?? 'amy'} asks for the group info`
    case 'silence':
      return `the hub silences ${step.whom}`
    case 'ban':
      return `the hub bans ${step.whom}`
    case 'restart':
      return 'the target is restarted'
  }
}

export const atTheSameTime = 'at the same time'

/** A step or several at the same time, on one line. */
export function tellItem(item: Item): string {
  if (item.do !== 'together') return tell(item)
  return `${atTheSameTime}: ${item.branches.map((branch) => branch.map(tell).join(', then ')).join(' | ')}`
}

function where(room: RoomName | null): string {
  return room === null ? 'in any room' : `in room ${room}`
}

const changeText: Readonly<Record<ChangeName, string>> = {
  renew: 'nothing but new keys',
  'admit gus': 'that gus comes in',
  'expel mia': 'that mia goes',
  'expel gus': 'that gus goes',
  'admit mia': 'that mia comes in again',
}

const proposalText: Readonly<Record<ProposalName, string>> = {
  'expel mia': 'that mia goes',
  'expel gus': 'that gus goes',
  leave: 'to leave',
}
