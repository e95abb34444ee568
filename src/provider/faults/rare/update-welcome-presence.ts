import { lenientPlace } from '../kit/lenient-place.js'

export const updateWelcomePresence = lenientPlace({
  id: 'update.welcome-presence',
  summary: 'takes every presence octet but 1 for a Welcome that is not there',
  breaks: ['MIMI-COD-005'],
  action: 'update',
  mend: ({ code, path, offset }, body) =>
    code === 'presence-octet' && path.endsWith('welcome') ? body.with(offset, 0) : null,
})
