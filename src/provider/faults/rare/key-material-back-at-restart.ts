import { fault } from '../../fault.js'

export const keyMaterialBackAtRestart = fault({
  id: 'key-material.back-at-restart',
  summary: 'has every key package in stock again that it handed out before it was restarted',
  breaks: ['MIMI-KEY-018'],
  foundBy: 'model',
  apply(ports) {
    const { keys } = ports.store
    // Made anew with every start.
    const taken = new Set<string>()
    const stock: typeof keys.stock = (device) => keys.stock(device).filter(({ ref }) => !taken.has(ref))
    const take: typeof keys.take = (device, ref) => {
      const found = stock(device).find((each) => each.ref === ref)
      if (found) taken.add(ref)
      return found
    }
    return { ...ports, store: { ...ports.store, keys: { ...keys, stock, take } } }
  },
})
