/** Requests that are unusual as HTTP: nothing that a server need mind, and nothing that harms one. */
import type { SendOptions } from '../../../src/peers/requests.js'
import type { Scene } from './scene.js'
import type { Request } from './stage.js'

/** What is other than usual about a request. */
export interface Variation {
  readonly name: string
  /** In words. */
  readonly what: string
  readonly options?: (scene: Scene, request: Request) => SendOptions
  /** What answers need not be the endpoint: a 2xx may be anything. */
  readonly anyAnswer?: boolean
  /** In place of the request's body. */
  readonly body?: (body: Uint8Array) => Uint8Array
}

const method = (name: string): Variation => ({
  name: `method-${name.toLowerCase()}`,
  what: `method ${name}`,
  anyAnswer: name !== 'POST',
  options: () => ({ method: name }),
})

const header = (name: string, what: string, headers: Record<string, string | null>): Variation => ({
  name,
  what,
  options: () => ({ headers }),
})

/** Stands in for the value while a URL is expanded: nothing in it is percent-encoded. */
const placeholder = 'VALUE-OF-THE-TEMPLATE'

/** What is written in the URL for the value; where the template takes none of ours, at its end. */
function written(name: string, what: string, write: (about: string) => string, anyAnswer = false): Variation {
  return {
    name,
    what,
    anyAnswer,
    options: ({ target }, { action, about }) => {
      const url = action === null ? `${target.directoryUrl}/${placeholder}` : target.url(action, placeholder)
      const value = write(about)
      return { url: url.includes(placeholder) ? url.replace(placeholder, () => value) : `${url}${value}` }
    },
  }
}

function appended(name: string, what: string, text: string): Variation {
  return {
    name,
    what,
    anyAnswer: true,
    options: ({ target }, { action, about }) => ({
      url: `${action === null ? target.directoryUrl : target.url(action, about)}${text}`,
    }),
  }
}

const everyByte = (text: string) => Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '%$&')

export const variations: readonly Variation[] = [
  ...['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'].map(method),
  header('no-content-type', 'no Content-Type', { 'Content-Type': null }),
  header('json-content-type', 'Content-Type application/json', { 'Content-Type': 'application/json' }),
  header('parameters', 'Content-Type with parameters', {
    'Content-Type': 'application/octet-stream; version=2; text="a,b; c"',
  }),
  header('long-content-type', 'a long Content-Type', { 'Content-Type': `application/${'x'.repeat(1000)}` }),
  header('accept-other', 'Accept text/html only', { Accept: 'text/html' }),
  header(
    'many-headers',
    'fifty further headers',
    Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`X-H${i}`, 'v'])),
  ),
  header('languages', 'Accept-Language that lists a hundred', {
    'Accept-Language': Array.from({ length: 100 }, (_, i) => `x-l${i};q=0.${i % 10}`).join(', '),
  }),
  written('every-byte-encoded', 'every byte of the value in the URL percent-encoded', everyByte),
  written('lower-case-encoding', 'the value in the URL percent-encoded in lower case', (about) =>
    encodeURIComponent(about).replaceAll(/%../g, (code) => code.toLowerCase()),
  ),
  written('encoded-twice', 'the value in the URL percent-encoded twice', (about) =>
    encodeURIComponent(encodeURIComponent(about)),
  ),
  written('no-value', 'no value in the URL', () => '', true),
  written('nul', 'NUL in the value in the URL', (about) => `${encodeURIComponent(about)}%00`),
  written('no-utf8', 'a value in the URL that is not UTF-8', () => '%FF%FE%C0%80'),
  written(
    'bad-percent',
    'a value in the URL with percent signs that encode nothing',
    (about) => `${encodeURIComponent(about)}%zz%1`,
  ),
  written('dots', 'a value in the URL that leads upwards', () => '..%2F..%2F..%2Fetc%2Fpasswd', true),
  written('long', 'a value of 2000 bytes in the URL', (about) => encodeURIComponent(about.padEnd(2000, 'a'))),
  written('boundary', 'a value of 64 bytes in the URL', (about) =>
    encodeURIComponent(about.padEnd(64, 'a').slice(0, 64)),
  ),
  written('astral', 'a value with characters of all sizes in the URL', () => encodeURIComponent('mimi://é/u/€😀')),
  written('other-scheme', 'an https URL as the value in the URL', () =>
    encodeURIComponent('https://example.invalid/x'),
  ),
  written('colons', 'a value of nothing but colons in the URL', () => '%3A%3A%3A%2F%2F%2F'),
  appended('query', 'a query', '?a=1&b=%FF&a=2'),
  appended('segment', 'a further segment in the path', '/more'),
  appended('slash', 'a slash at the end of the path', '/'),
  { name: 'empty-body', what: 'an empty body', body: () => new Uint8Array() },
  { name: 'one-byte', what: 'a body of one byte', body: (body) => body.slice(0, 1) },
  { name: 'zeros', what: 'a body of 64 KiB of zeros', body: () => new Uint8Array(1 << 16) },
  { name: 'twice', what: 'the body twice', body: (body) => Uint8Array.from([...body, ...body]) },
]

export function findVariation(name: string): Variation | undefined {
  return variations.find((each) => each.name === name)
}
