/** Discovery (5.1): a provider's directory and the URL templates in it. */
import { actions, type Action } from './actions.js'
import { compile } from './validate.js'

/** Where a provider's directory is found, on its domain (5.1). */
export const wellKnown = '/.well-known/mimi-protocol-directory'

export interface Directory {
  /** Absolute URL templates by action. */
  endpoints: Partial<Record<Action, string>>
  /** Members that no draft names, untouched: they are allowed. */
  unknown: Record<string, unknown>
}

export type DirectoryProblemKind =
  | 'not-json'
  | 'not-object'
  | 'not-string'
  | 'not-url'
  | 'relative'
  | 'not-https'
  | 'no-placeholder'
  | 'several-placeholders'

export interface DirectoryProblem {
  kind: DirectoryProblemKind
  /** The member, null where it is about the whole document. */
  key: Action | null
  message: string
  remedy: string
}

const validate = compile<Partial<Record<Action, string>>>({
  type: 'object',
  properties: Object.fromEntries(actions.map((action) => [action, { type: 'string' }])),
})

/**
 * Reads a directory as leniently as can be done without guessing: what is usable is used, and everything wrong with it
 * is told. `base` is the URL it came from; relative URLs are resolved against it and reported.
 */
export function parseDirectory(
  body: Uint8Array,
  base: URL,
): { directory: Directory | null; problems: DirectoryProblem[] } {
  const json = parseJson(body)
  if ('problem' in json) return { directory: null, problems: [json.problem] }
  const members = json.value
  if (typeof members !== 'object' || members === null || Array.isArray(members)) {
    return {
      directory: null,
      problems: [about(null, 'not-object', 'the directory is not a JSON object', 'map action names to URLs')],
    }
  }
  const validation = validate(members)
  const problems: DirectoryProblem[] = []
  const directory: Directory = { endpoints: {}, unknown: {} }
  for (const [key, value] of Object.entries(members)) {
    if (!isAction(key)) directory.unknown[key] = value
    else if (typeof value === 'string') {
      const { template, found } = readTemplate(key, value, base)
      problems.push(...found)
      if (template !== null) directory.endpoints[key] = template
    }
  }
  for (const { key, message, remedy } of validation.ok ? [] : validation.problems) {
    if (isAction(key)) problems.push(about(key, 'not-string', message, remedy))
  }
  return { directory, problems }
}

/** The names of a template's placeholders, in order. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] ?? '')
}

/**
 * The URL for a value: the placeholder, whatever it is called and wherever it stands, gives way to the whole value with
 * every reserved character percent-encoded (RFC 6570 level 1). The rest of the template is kept to the letter, be it
 * the draft's `/v1/update{roomId}` without a slash.
 */
export function expand(template: string, value: string): string {
  return template.replace(placeholder, () => encode(value))
}

/**
 * As `expand`, for requestConsent and updateConsent: 5.7 has them take the peer's domain, the directory's example the
 * user. The name that the provider publishes decides; where it tells neither, the domain (R-DIR-008).
 */
export function expandConsent(template: string, who: { user: string; domain: string }): string {
  return template.replace(placeholder, (_, name: string) => encode(/user/i.test(name) ? who.user : who.domain))
}

const placeholder = /\{([^{}]*)\}/g

function encode(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function isAction(key: string): key is Action {
  return actions.some((action) => action === key)
}

function readTemplate(
  key: Action,
  published: string,
  base: URL,
): { template: string | null; found: DirectoryProblem[] } {
  const found: DirectoryProblem[] = []
  const absolute = parseUrl(masked(published))
  const url = absolute ?? parseUrl(masked(published), base)
  if (url === null) {
    return {
      template: null,
      found: [about(key, 'not-url', `${JSON.stringify(published)} is no URL`, 'write an absolute https URL')],
    }
  }
  const template = absolute === null ? unmasked(url.href, published) : published
  if (absolute === null) {
    found.push(about(key, 'relative', `${JSON.stringify(published)} is a relative URL`, `write ${template}`))
  }
  if (url.protocol !== 'https:') {
    found.push(
      about(
        key,
        'not-https',
        `${JSON.stringify(published)} is not an https URL`,
        'offer the endpoint over https only (4.1)',
      ),
    )
  }
  const names = placeholders(template)
  if (names.length === 0) {
    found.push(
      about(
        key,
        'no-placeholder',
        `${JSON.stringify(published)} has no placeholder`,
        'say in {braces} where the value goes',
      ),
    )
  } else if (names.length > 1) {
    const listed = names.map((name) => `{${name}}`).join(', ')
    found.push(
      about(
        key,
        'several-placeholders',
        `${JSON.stringify(published)} has ${names.length} placeholders: ${listed}`,
        'keep the one that identifies the resource',
      ),
    )
  }
  return { template, found }
}

/** Braces do not survive URL parsing, so each placeholder is kept safe behind letters that do, even as a host. */
function masked(template: string): string {
  let count = 0
  return template.replace(placeholder, () => `placeholder-${count++}-`)
}

function unmasked(url: string, original: string): string {
  const found = placeholders(original)
  return url.replace(/placeholder-(\d+)-/g, (_, index: string) => `{${found[Number(index)] ?? ''}}`)
}

function parseUrl(text: string, base?: URL): URL | null {
  return URL.canParse(text, base?.href) ? new URL(text, base) : null
}

function parseJson(body: Uint8Array): { value: unknown } | { problem: DirectoryProblem } {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      problem: about(
        null,
        'not-json',
        `the directory is not JSON: ${body.length === 0 ? 'it is empty' : reason}`,
        'serve one JSON object; the example in 5.1 of draft 06 lacks the colon after "proxyDownload"',
      ),
    }
  }
}

function about(key: Action | null, kind: DirectoryProblemKind, message: string, remedy: string): DirectoryProblem {
  return { kind, key, message, remedy }
}
