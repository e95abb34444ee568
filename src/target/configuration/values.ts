/** Values of the configuration that have a form of their own. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readAnchors } from '../../transport/credentials.js'
import { wellKnown } from '../../transport/directory.js'
import { ConfigurationError } from './types.js'

/** The URL of a directory, from that URL, an origin or a domain. @throws ConfigurationError */
export function directoryUrl(value: string, name: string): string {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `https://${value}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw new ConfigurationError([
      `${name} is ${JSON.stringify(value)}; write the directory's URL, its origin or a domain, such as https://a.example`,
    ])
  if (url.pathname === '/' && url.search === '') url.pathname = wellKnown
  return url.href
}

/** HOST:PORT, an IPv6 address in brackets. @throws ConfigurationError */
export function address(value: string, name: string): { host: string; port: number } {
  const [, host, digits] = /^(\[[^\]]+\]|[^:\s]+):(\d{1,5})$/.exec(value) ?? []
  const port = Number(digits)
  if (host === undefined || port < 1 || port > 65535)
    throw new ConfigurationError([`${name} is ${JSON.stringify(value)}; write HOST:PORT, such as 127.0.0.1:8443`])
  return { host: host.replace(/^\[|\]$/g, ''), port }
}

/** PEM text as it is, or the file that a path names. @throws ConfigurationError */
export function pem(value: string, folder: string, name: string): string {
  if (value.includes('-----BEGIN')) return value
  try {
    return readFileSync(resolve(folder, value), 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigurationError([`${name} names the file ${value}, which cannot be read: ${reason}`])
  }
}

/** Every certificate in the files or texts. @throws ConfigurationError, CredentialError */
export function anchors(values: readonly string[], folder: string, name: string): string[] {
  return values.flatMap((value) => readAnchors(pem(value, folder, name), name))
}
