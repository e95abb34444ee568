/** What a data directory has beside the journal: who uses it, and the authority, which peers go on to trust after a restart. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
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

/**
 * Takes the directory, which is made if it is not there, for this process.
 * @returns gives it back
 * @throws Error while another process has it: two would write over each other
 */
export async function take(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'lock')
  const owner = await readFile(path, 'utf8').catch(() => null)
  // Whoever was killed has left it behind.
  if (owner !== null && runs(Number(owner))) {
    throw new Error(
      `${directory} is in use by process ${owner}: end that first, or delete ${path} if it is no provider`,
    )
  }
  await writeFile(path, `${process.pid}`)
  return () => rm(path, { force: true })
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
