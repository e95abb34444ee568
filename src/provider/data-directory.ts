/** What a data directory has beside the journal: the authority, so that peers which trust it still do after a restart. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Authority, createAuthority, readAuthority } from '../transport/certificates.js'

/** The directory's authority, made when it has none. @throws CredentialError for files that are none */
export async function authorityIn(directory: string, name: string): Promise<Authority> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'authority.pem')
  const found = await readFile(path, 'utf8').catch(() => null)
  // Certificate and key are one file: there is never one without the other.
  if (found !== null) return readAuthority({ cert: found, key: found }, path)
  const authority = await createAuthority(name)
  await writeFile(path, authority.pem + authority.key, { mode: 0o600, flush: true })
  return authority
}
