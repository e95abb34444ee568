/** For tests: an exchange that never happened. */
import { type Ending, type Exchange, type Headers, nextExchangeId } from '../transport/exchange.js'

/** Answered with this status, or ended in this way. */
export function answered(how: number | Ending, headers: Headers = []): Exchange {
  return {
    id: nextExchangeId(),
    direction: 'out',
    peer: 'b-06.example',
    method: 'POST',
    url: 'https://a-06.example/',
    request: { headers: [], body: new Uint8Array() },
    response: typeof how === 'number' ? { status: how, headers, body: new Uint8Array() } : null,
    ending: typeof how === 'number' ? { kind: 'answered' } : how,
    startedAt: 0,
    durationMs: 1,
    tls: null,
    connection: 1,
  }
}
