/** What was established, told to whoever has to mend it. */
import { hexdump } from '../../../src/codec/hexdump.js'
import type { Discovery } from '../campaign.js'
import { type Credentials, curlOf } from './curl.js'
import type { Established } from './inquiry.js'
import type { Input, Made } from './input.js'
import type { Oracle } from './judge.js'
import { recipeJson } from './recipe.js'

/** The file of the body, as a discovery's curl command names it. */
const bodyFile = 'body.bin'

const told: Readonly<Record<Oracle, string>> = {
  'server-error': 'fails at',
  'connection-dropped': 'drops the connection at',
  'no-answer': 'does not answer',
  'slow-answer': 'is slow to answer',
  'malformed-accepted': 'accepts',
  'unreadable-answer': 'answers in what is not the draft’s structure',
  'unreadable-request': 'has the target send what is not the draft’s structure after',
  'state-changed': 'changes what is there by what it refuses:',
  'twin-refused': 'does not take the valid request any more after',
  'twin-without-effect': 'takes the valid request without effect after',
  'target-gone': 'is not reached any more after',
}

/** What makes two findings the same. */
export function causeOf({ arena, oracle, inputs, history, problem, sent }: Established): string[] {
  const { endpoint } = arena.site
  if (history) return [oracle, endpoint, 'after-many-requests']
  const [input] = inputs
  const path = problem.path ?? problem.made?.path ?? (input && placesOf(input).at(-1)) ?? ''
  const kinds = new Set(problem.made ? [kindOf(problem.made)] : sent.map(kindOf))
  return [oracle, endpoint, kinds.size > 1 ? 'several-requests' : ([...kinds][0] ?? ''), withoutIndices(path)]
}

export function withoutIndices(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '[]')
}

/** How an input departs from the valid request, in a word or two. */
export function kindOf({ input, error }: Pick<Made, 'input' | 'error'>): string {
  const changes = input.mutations.length > 0 || input.unusual ? [changeOf(input, error)] : []
  const parts = [
    ...(input.object === undefined ? [] : [input.object]),
    ...changes,
    ...(input.http === undefined ? [] : [input.http]),
    ...(input.copies === undefined ? [] : ['at-once']),
  ]
  return parts.join('+') || 'valid-request'
}

/** A fault that was made as one has its family; what came of other changes is known by what a strict reader says to it. */
function changeOf({ mutations }: Input, error: Made['error']): string {
  if (!error) return 'unusual-value'
  const [only, ...others] = mutations
  return only?.kind === 'malform' && others.length === 0 ? only.family : error.code
}

/** The fields that an input changes. */
export function placesOf({ unusual, mutations }: Input): string[] {
  const paths = mutations.flatMap((mutation) => (mutation.kind === 'edit' ? [] : [mutation.path]))
  return [...(unusual ? [unusual.path] : []), ...paths]
}

/** Lines of steps beyond which those in the middle are left out. */
const mostSteps = 40

export function discoveryOf(established: Established, credentials: Credentials): Discovery {
  const { arena, oracle, inputs, together, history, problem, request, sent } = established
  const what = sent.map((made) => made.what.join('; ') || 'the valid request')
  const { site, draft, footing } = arena
  const { made, answer } = problem
  const few = history ? `${inputs.length} requests` : what.slice(0, 3).join(', then ')
  const exchange = answer?.exchange
  const withBody = exchange !== undefined && exchange.request.body.length > 0
  const steps = [
    ...what.map((line, at) => `${at + 1}. ${site.endpoint}${request ? ` about ${request.about}` : ''}: ${line}`),
    ...(made ? [] : ['then the valid request, and a look at what is there']),
  ]
  return {
    cause: causeOf(established),
    draft,
    title: `${site.endpoint} ${told[oracle]} ${few || 'the valid request'}`,
    expected: problem.expected,
    actual: problem.actual,
    ...(problem.requirement !== undefined && { requirement: problem.requirement }),
    ...fieldOf(established),
    recipe: recipeJson({ site: site.id, oracle, together, history, inputs }),
    ...(exchange && { curl: curlOf(exchange, credentials, withBody ? bodyFile : undefined) }),
    ...(withBody && { body: exchange.request.body }),
    ...((inputs.length > 1 || !made) && { steps: shortened(steps) }),
    notes: [
      ...(inputs.length > 1 && together > 1 ? [`${together} of the requests at once`] : []),
      ...(footing.on === 'unknown' ? [`about users or rooms that nobody knows: ${footing.why}`] : []),
      `a usual valid request of this kind is answered: ${footing.usual}`,
      ...(exchange ? ['the curl command is to be given in the folder of this file'] : []),
      ...(withBody && made && request?.codec
        ? excerpt(hexdump(request.codec, made.bytes).text, made.error?.offset)
        : []),
    ],
  }
}

function fieldOf({ problem, inputs }: Established): Pick<Discovery, 'path' | 'offset'> {
  const path = problem.path ?? problem.made?.path ?? (inputs[0] && placesOf(inputs[0]).at(-1))
  return {
    ...(path !== undefined && { path }),
    ...(problem.offset !== undefined && { offset: problem.offset }),
  }
}

function shortened(steps: readonly string[]): string[] {
  if (steps.length <= mostSteps) return [...steps]
  const half = mostSteps / 2
  return [...steps.slice(0, half), `… ${steps.length - mostSteps} more`, ...steps.slice(-half)]
}

/** Lines of a hexdump that are shown. */
const mostLines = 60

/** Its head, and the end of it where the fault is. */
function excerpt(text: string, fault: number | undefined): string[] {
  const lines = text.trimEnd().split('\n')
  if (lines.length <= mostLines) return lines
  if (fault === undefined) return [...lines.slice(0, mostLines), `… ${lines.length - mostLines} lines more`]
  return [...lines.slice(0, 8), `… ${lines.length - mostLines} lines …`, ...lines.slice(8 - mostLines)]
}
