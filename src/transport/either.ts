/** One port for TLS and for clear text, told apart by the first byte: for a server that is wrong on purpose. */
import { createServer, type Server } from 'node:net'

/** The first byte of a TLS connection: a handshake record. */
const handshake = 0x16

/** Both servers behind one that listens; closing it is up to the caller, the two never listened. */
export function behindOnePort(secure: Server, clear: Server): Server {
  return createServer((socket) => {
    socket.once('error', () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      const server = first[0] === handshake ? secure : clear
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
}
