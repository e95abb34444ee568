import { createServer, type Server } from 'node:net'
import { createSecureContext } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertOf, connect } from './connect.js'
import { Deadline } from './deadline.js'

let server: Server
let port = 0
beforeAll(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address !== null && typeof address === 'object') port = address.port
})
afterAll(() => server.close())

describe('giving up', () => {
  const connecting = (deadline: Deadline): ReturnType<typeof connect> =>
    connect({ address: { host: '127.0.0.1', port, servername: 'a.example' }, tls: null, deadline })

  it('is a timeout of the phase in which the time was up', async () => {
    // Nobody answers the handshake of a socket that is not read: the time is always up first.
    const address = { host: '127.0.0.1', port, servername: 'a.example' }
    const connected = await connect({ address, tls: createSecureContext(), deadline: new Deadline(50) })
    expect(connected).toEqual({ socket: null, tls: null, ending: { kind: 'timeout', phase: 'tls', afterMs: 50 } })
  })

  it('is aborted for any other reason, and before the start too', async () => {
    const given = new Deadline(60_000)
    const connected = connecting(given)
    given.giveUp()
    expect(await connected).toMatchObject({ socket: null, ending: { kind: 'aborted' } })
    expect(await connecting(given)).toMatchObject({ socket: null, ending: { kind: 'aborted' } })
    const caller = new AbortController()
    const called = connecting(new Deadline(60_000, caller.signal))
    caller.abort()
    expect(await called).toMatchObject({ socket: null, ending: { kind: 'aborted' } })
    expect(await connecting(new Deadline(60_000, caller.signal))).toMatchObject({ ending: { kind: 'aborted' } })
  })
})

describe('a deadline', () => {
  it('has no ending until it goes off', () => {
    const deadline = new Deadline(60_000)
    expect(deadline.ending('tls')).toBeNull()
    deadline.giveUp()
    expect(deadline.ending('tls')).toEqual({ kind: 'aborted' })
  })
})

describe('a TLS alert', () => {
  const error = (code: string, message = ''): Error => Object.assign(new Error(message), { code })

  it('is found in either form in which Node reports it', () => {
    const refused = { kind: 'tls-refused', by: 'target' }
    expect(alertOf(error('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'))).toEqual({ ...refused, detail: 'tlsv1 alert unknown ca' })
    const message =
      'write EPROTO 80EB:error:0A000412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate:ssl/rec.c:1586:SSL alert number 42'
    expect(alertOf(error('EPROTO', message))).toEqual({ ...refused, detail: 'sslv3 alert bad certificate' })
  })

  it('is nothing else that may go wrong', () => {
    expect(alertOf(error('ERR_SSL_WRONG_VERSION_NUMBER'))).toBeNull()
    expect(alertOf(error('ECONNRESET', 'read ECONNRESET'))).toBeNull()
  })
})
