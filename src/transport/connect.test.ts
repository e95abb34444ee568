import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertOf, connect, givenUp } from './connect.js'

let server: Server
let port = 0
beforeAll(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address !== null && typeof address === 'object') port = address.port
})
afterAll(() => server.close())

describe('giving up before there is a connection', () => {
  const connecting = (signal: AbortSignal): ReturnType<typeof connect> =>
    connect({ address: { host: '127.0.0.1', port, servername: 'a.example' }, tls: null, signal })

  it('is a timeout of the connect phase when the time was up', async () => {
    const time = new AbortController()
    const connected = connecting(time.signal)
    time.abort(1234)
    expect(await connected).toEqual({
      socket: null,
      tls: null,
      ending: { kind: 'timeout', phase: 'connect', afterMs: 1234 },
    })
  })

  it('is aborted for any other reason, and before the start too', async () => {
    const given = new AbortController()
    const connected = connecting(given.signal)
    given.abort()
    expect(await connected).toMatchObject({ socket: null, ending: { kind: 'aborted' } })
    expect(await connecting(AbortSignal.abort())).toMatchObject({ socket: null, ending: { kind: 'aborted' } })
    expect(givenUp(new AbortController().signal, 'tls')).toBeNull()
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
