/**
 * How to write a check.
 *
 * One file `suites/<area>/<behaviour>.check.ts` with one check as its default export (or a tight family), listed in
 * `suites/index.ts`. A check proves one statement about a target; it reads as preparation, act, expectation:
 *
 * ```ts
 * export default check({
 *   id: 'notify.duplicate.accepted',
 *   title: 'A byte-identical notify from the same hub is answered 201 again',
 *   requirements: ['MIMI-NTF-020'],
 *   roles: ['follower'],
 *   needs: ['createUser', 'publishKeyPackages', 'setConsent'],
 *   fails: 'The second of two identical notify requests is answered with anything but 201.',
 *   async run({ target, hub, expect }) {
 *     const room = await hub.roomWith(await target.user())
 *     const body = hub.fanout(room, await room.applicationMessage('once is enough'))
 *     await hub.notify(target, body).accepted()
 *     await expect(hub.notify(target, body)).status(201)
 *   },
 * })
 * ```
 *
 * - **Ids** are words, the area first, never ordinals; they stay for ever, because baselines name them.
 * - **Requirements** are catalogue ids, the main one first. Which drafts a check runs in follows from the main one's
 *   sections, its level from the strongest. Every expectation belongs to the main requirement, or names another of the
 *   check's. What breaking it weighs follows from that requirement's level; `as`, `warn`, `observe` and `accepted`
 *   weaken it where the catalogue's treatment of an ambiguity says so. Nothing strengthens it.
 * - **Preparation is not judged.** `.accepted()` takes any 2xx; helpers (`target.user()`, `hub.roomWith()`) do likewise.
 *   What fails there ends the check as a skip that names the check which judges that step.
 * - **Negative checks use `refuses`**, which sends the malformed request and its valid twin. See twin.ts.
 * - **Everything received is read strictly** without your doing: a malformed message becomes a finding by itself.
 * - **Bodies as bytes** come from ../peers/builders.ts and `encodeRequest` of ../peers/endpoints.ts: for single-fault
 *   malformations of a valid body, and for what a user of the target is to `submit`. A body is changed on its way with
 *   `tamper`, which also marks the exchange as not valid; so does everything sent as the malformed half of `refuses`.
 * - **A fact without which the check cannot go on** is judged with `must`, which returns it; other facts with `that`.
 * - **Rooms that the target hosts** come from `target.host()`, rooms that a peer hosts as a real hub from
 *   `target.roomAt(hub)`: their members make handshakes and messages, which are sent, changed, or sent by somebody else.
 *   Negative checks in them use `refusesIn`, whose twin has to be accepted: make both before either is sent. What has to
 *   reach a peer, and what must not, is judged with `arrivesIn` and `silentIn`. See ../peers/hosted-room.ts.
 * - **429 and 503 with Retry-After** are waited for and repeated without your doing.
 * - **Waiting** is done with `arrives` (what must come) and `silent` (what must not), never with timers of your own.
 * - **Users, rooms and names are fresh** for each check: take them from `target.user()`, `peer.user()`,
 *   `peer.roomUri()` and `name()`, because sixteen checks share the peers at the same time. To make a peer hang, refuse
 *   or publish an unusual directory, lease one of your own with `odd()`.
 * - A check that reaches its end without an expectation judged nothing and is an error, so that no check passes idly.
 *
 * All that a check has in hand is documented in context.ts; peers in ../peers/peer.ts; the target in
 * ../peers/target-handle.ts.
 */
import { type Area, areaOf, draftsOf, isRequirement, type Level, levelOf } from '../drafts/catalogue.js'
import type { Draft } from '../drafts/ids.js'
import type { Operation, Role } from '../target/driver/contract.js'
import type { CheckContext } from './context.js'

export { roles, type Role } from '../target/driver/contract.js'

/** What an author writes. */
export interface Definition {
  /** Words, stable, never ordinals: `notify.duplicate.accepted`; the area comes first. */
  id: string
  title: string
  /** Catalogue ids; the first is the main one. */
  requirements: string[]
  roles: Role[]
  /** Driver operations without which the check is a skip. */
  needs?: Operation[]
  /** Narrows the drafts that follow from the main requirement's sections. */
  drafts?: Draft[]
  /** One sentence: how a target fails it. */
  fails: string
  /** It can only observe: exempt from the gate that some fault kills it. */
  observes?: true
  /** Runs alone, last: it needs restart, reset or a key rotation. */
  alone?: true
  /** It waits for the target to repeat what failed: it has `timing.retryMs` more than other checks. */
  retries?: true
  run(context: CheckContext): Promise<void>
}

/** A definition, validated, with what follows from the catalogue. */
export interface Check extends Required<Omit<Definition, 'observes' | 'alone' | 'retries'>> {
  observes?: true
  alone?: true
  retries?: true
  area: Area
  level: Level
}

/** The first word of an id, by area. */
const areaWords: Readonly<Record<Area, string>> = {
  DIR: 'directory',
  TRN: 'transport',
  COD: 'codec',
  KEY: 'key-material',
  UPD: 'update',
  SUB: 'submit',
  FRK: 'franking',
  NTF: 'notify',
  GRP: 'group-info',
  CON: 'consent',
  IDQ: 'query',
  ABU: 'abuse',
  PXY: 'proxy',
  POL: 'policy',
  ARC: 'architecture',
  PSD: 'pseudonym',
}

/** Strongest first. */
const byStrength: readonly Level[] = ['MUST', 'MUST NOT', 'behaviour', 'SHOULD', 'SHOULD NOT', 'MAY']

const idPattern = /^[a-z]+(-[a-z]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+$/

/**
 * Validates a definition and adds what follows from the catalogue.
 * @throws Error naming the check and what is wrong, while the suites are loaded
 */
export function check(definition: Definition): Check {
  const { id, requirements } = definition
  const wrong = (what: string) => new Error(`check ${id}: ${what}`)
  if (!idPattern.test(id))
    throw wrong('an id is words in lower case, joined by dots, such as notify.duplicate.accepted')
  const [main] = requirements
  if (main === undefined) throw wrong('it names no requirement')
  for (const requirement of requirements)
    if (!isRequirement(requirement)) throw wrong(`${requirement} is not in the catalogue`)
  if (new Set(requirements).size < requirements.length) throw wrong('it names a requirement twice')
  const area = areaOf(main)
  if (id.split('.')[0] !== areaWords[area])
    throw wrong(`its main requirement ${main} asks for an id that begins ${areaWords[area]}.`)
  if (definition.roles.length === 0) throw wrong('it names no role')
  const possible = draftsOf(main)
  const drafts = definition.drafts ?? [...possible]
  const stray = drafts.find((draft) => !possible.includes(draft))
  if (stray) throw wrong(`draft ${stray} does not contain ${main}`)
  const level = byStrength.find((one) => requirements.some((requirement) => levelOf(requirement) === one)) ?? 'MAY'
  return { needs: [], ...definition, drafts, area, level }
}
