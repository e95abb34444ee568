/**
 * The driver that is a file of facts: accounts that exist on the target and that nobody can change from here. Each is
 * handed out once, to the first request that it fits. What would need an account's private keys is `unsupported`.
 */
import { readFile } from 'node:fs/promises'
import type { Draft } from '../../drafts/ids.js'
import {
  type CreateUserRequest,
  type Driver,
  DriverFailure,
  type Operation,
  operations,
  type RequestOf,
} from './contract.js'
import { type Implementation, implemented } from './contract-json.js'
import { type Account, decided, describeWanted, type Facts, factsShape, fits, type JoiningCode } from './facts.js'

export interface StaticDriverOptions {
  /** Path of the file. */
  file: string
  draft: Draft
}

/** @throws ShapeError, SyntaxError or the file system's error when that is no file of facts. */
export async function createStaticDriver({ file, draft }: StaticDriverOptions): Promise<Driver> {
  const facts = factsShape.read(JSON.parse(await readFile(file, 'utf8')))
  const implementation = answerFrom(file, draft, facts)
  return {
    form: 'static',
    operations: operations.filter((operation) => operation in implementation),
    async perform<O extends Operation>(operation: O, request: RequestOf<O>) {
      return implemented(operation, implementation)(request)
    },
    close: () => Promise.resolve(),
  }
}

function answerFrom(file: string, draft: Draft, facts: Facts): Implementation {
  const ofDraft = ({ drafts }: { drafts?: Draft[] }) => drafts?.includes(draft) ?? true
  const accounts = facts.accounts.filter(ofDraft)
  const free = new Set<Account>(accounts)
  const codes = new Set<JoiningCode>(facts.joiningCodes?.filter(ofDraft))

  const lacks = (operation: Operation, reason: string) =>
    new DriverFailure(operation, 'unsupported', `${file} ${reason}`)
  const accountOf = (operation: Operation, uri: string): Account => {
    const found = accounts.find((each) => each.uri === uri)
    if (!found) throw lacks(operation, `has no account ${uri}`)
    return found
  }

  return {
    async createUser(request) {
      const fitting = accounts.filter((each) => fits(each, request))
      const found = fitting.find((each) => free.delete(each))
      if (!found)
        throw lacks('createUser', `has no ${fitting.length === 0 ? '' : 'further '}${described(request)}; add one`)
      return { uri: found.uri, profile: found.profile ?? [], stock: found.devices ?? [] }
    },
    async publishKeyPackages({ user, device, keyPackages }) {
      const { devices = [] } = accountOf('publishKeyPackages', user)
      if (keyPackages.length > 0)
        throw lacks('publishKeyPackages', `gives no private keys of ${user}: nothing can be published`)
      const found = devices.find((each) => each.device === device) ?? devices[0]
      if (!found) throw lacks('publishKeyPackages', `lists no device of ${user}`)
      return { device: found.device }
    },
    async setConsent(request) {
      const decision = decided(accountOf('setConsent', request.user).consent ?? [], request)
      if (decision === request.decision) return {}
      throw lacks(
        'setConsent',
        `says ${decision} for ${request.user} and ${request.requester}, wanted was ${request.decision}`,
      )
    },
    async createJoinLink({ room, uses }) {
      const found = [...codes].find((each) => each.room === room && each.uses === uses)
      if (!found) throw lacks('createJoinLink', `has no unused joining code for ${room} that can be used ${uses} times`)
      codes.delete(found)
      return { code: found.code }
    },
  }
}

function described({ search, profile, pseudonymOf, wanted }: CreateUserRequest): string {
  const kind = wanted === undefined ? '' : describeWanted(wanted)
  const facts = profile.map(({ source, name }) => (name === '' ? source : `${source} ${name}`))
  return [
    `account with search "${search}"`,
    facts.length > 0 ? `and ${facts.join(', ')} in its profile` : '',
    pseudonymOf === undefined ? '' : `that is a pseudonym of ${pseudonymOf}`,
    kind === '' ? '' : `that has ${kind}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}
