/** What only an undici that is watched shows: how often it asks for a connection. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createClient } from './client.js'

/** So often undici has asked for a connection; beyond the bound it is ended, so that a test fails and does not hang. */
let asked = 0
const bound = 100

vi.mock('undici', async (original) => {
  const undici = await original<typeof import('undici')>()
  class Watched extends undici.Client {
    constructor(...[origin, options]: ConstructorParameters<typeof undici.Client>) {
      const { connect } = options ?? {}
      if (typeof connect !== 'function') throw new Error('the client brings its own connections')
      super(origin, {
        ...options,
        connect: (wanted, callback) => {
          asked += 1
          if (asked > bound) void this.destroy()
          else connect(wanted, callback)
        },
      })
    }
  }
  return { ...undici, Client: Watched }
})

const server = createServer((socket) => socket.on('error', () => {}))
let port: number
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  port = address.port
})
afterAll(() => void server.close())

it('asks for no connection in place of one that breaks before it is used', async () => {
  const client = createClient({
    identity: null,
    trust: [],
    timeoutMs: 2000,
    resolve: () => ({ host: '127.0.0.1', port, servername: 'target.example' }),
  })
  const caller = new AbortController()
  const { ending } = await client.request({
    url: 'http://target.example/',
    peer: 'b.example',
    signal: caller.signal,
    // Read as the last thing before the connection is handed to undici.
    get method() {
      caller.abort()
      return 'GET'
    },
  })
  await client.close()
  expect(ending).toEqual({ kind: 'aborted' })
  expect(asked).toBeLessThanOrEqual(2)
})
