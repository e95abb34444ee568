import { type Exchange, nextExchangeId } from '../../transport/exchange.js'

/** What of an exchange there is where no HTTP was spoken. */
export type Spoken = Pick<Exchange, 'peer' | 'url' | 'owner' | 'valid' | 'struct'> & {
  body: Uint8Array
  status: number
  answer: Uint8Array
  startedAt?: number
}

/** A request and its answer that went another way than by HTTP, in the form in which answers are read and reported. */
export function answered({
  peer,
  url,
  owner,
  valid,
  struct,
  body,
  status,
  answer,
  startedAt = Date.now(),
}: Spoken): Exchange {
  return {
    id: nextExchangeId(),
    direction: 'out',
    peer,
    method: 'POST',
    url,
    request: { headers: [], body },
    response: { status, headers: [], body: answer },
    ending: { kind: 'answered' },
    startedAt,
    durationMs: Date.now() - startedAt,
    tls: null,
    connection: null,
    owner,
    valid,
    struct,
  }
}
