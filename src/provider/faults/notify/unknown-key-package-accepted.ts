import { fault } from '../../fault.js'

export const notifyUnknownKeyPackageAccepted = fault({
  id: 'notify.unknown-key-package-accepted',
  summary: 'confirms a Welcome for key packages that it never handed out, and drops it',
  breaks: ['MIMI-NTF-018'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, notify: { ...ports.rules.notify, invited: (devices) => devices } },
  }),
})
