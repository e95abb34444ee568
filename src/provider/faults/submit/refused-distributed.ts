import { fault } from '../../fault.js'

/** Protocol and status. */
const notAllowed = Uint8Array.of(1, 1)

export const submitRefusedDistributed = fault({
  id: 'submit.refused-distributed',
  summary: 'sends on messages for the epoch after the current one, which it refuses',
  breaks: ['MIMI-SUB-011'],
  apply(ports) {
    const { submission } = ports.rules
    let early = false
    return {
      ...ports,
      rules: {
        ...ports.rules,
        submission: {
          ...submission,
          timely(epoch, current, tolerance) {
            const judged = submission.timely(epoch, current, tolerance)
            early = judged === 'ahead'
            return early ? 'in time' : judged
          },
        },
      },
      encoder: {
        ...ports.encoder,
        answered(action, body) {
          const refused = action === 'submitMessage' && early
          early = false
          return ports.encoder.answered(action, refused ? notAllowed : body)
        },
      },
    }
  },
})
