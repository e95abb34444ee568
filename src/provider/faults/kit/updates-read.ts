import type { Codec } from '../../../codec/index.js'
import { UpdateRequest } from '../../../wire/update.js'
import type { Ports } from '../../ports.js'

/** Reads the body of an update as another one. */
export function updatesReadAs(ports: Ports, change: (body: Uint8Array) => Uint8Array): Ports {
  function read<T>(codec: Codec<T>, body: Uint8Array) {
    return ports.reader.read(codec, Object.is(codec, UpdateRequest[ports.draft]) ? change(body) : body)
  }
  return { ...ports, reader: { ...ports.reader, read } }
}
