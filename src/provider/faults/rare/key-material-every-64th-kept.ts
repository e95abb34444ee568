import { fault } from '../../fault.js'

export const keyMaterialEvery64thKept = fault({
  id: 'key-material.every-64th-kept',
  summary: 'keeps every sixty-fourth key package that it hands out in stock',
  breaks: ['MIMI-KEY-018'],
  foundBy: 'model',
  apply(ports) {
    let count = 0
    const { keys } = ports.store
    const take: typeof keys.take = (device, ref) =>
      ++count % 64 === 0 ? keys.stock(device).find((each) => each.ref === ref) : keys.take(device, ref)
    return { ...ports, store: { ...ports.store, keys: { ...keys, take } } }
  },
})
