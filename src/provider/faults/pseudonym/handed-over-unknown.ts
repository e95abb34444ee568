import { fault } from '../../fault.js'

export const pseudonymHandedOverUnknown = fault({
  id: 'pseudonym.handed-over-unknown',
  summary: 'knows the key packages again that were handed out by itself, not those that clients gave away in messages',
  breaks: ['MIMI-PSD-004'],
  apply: (ports) => {
    const { keys } = ports.store
    const stocked = new Set<string>()
    const add: typeof keys.add = (device, published) => {
      for (const { ref } of published) stocked.add(ref)
      return keys.add(device, published)
    }
    const route: typeof keys.route = (ref, device) => {
      if (stocked.has(ref)) keys.route(ref, device)
    }
    return { ...ports, store: { ...ports.store, keys: { ...keys, add, route } } }
  },
})
