/** For tests: answers that no server gave, and a network around which nothing is tested. */
import { defaultReadings } from '../drafts/readings.js'
import type { Answer } from '../peers/answer.js'
import { answered as fakeExchange } from '../peers/fake-exchange.js'
import { createNetwork } from '../peers/peer-network.js'
import type { Driver } from '../target/driver/contract.js'
import type { Ending, Headers } from '../transport/exchange.js'
import type { CheckContext } from './context.js'
import { check, type Definition } from './define.js'
import type { Environment } from './environment.js'
import { evaluate, type Evaluation } from './verdict.js'

/** An answer with this status or ending; `code` as the endpoint's structure has it. */
export function answered(
  how: number | Ending,
  { code = null, headers }: { code?: string | null; headers?: Headers } = {},
): Answer {
  const exchange = fakeExchange(how, headers)
  const value = code === null ? null : { code }
  return { exchange, action: 'keyMaterial', status: exchange.response?.status ?? null, value, error: null, code }
}

const noDriver: Driver = {
  form: 'none',
  perform: () => Promise.reject(new Error('there is no driver')),
  close: () => Promise.resolve(),
}

/** What a check is run in; the target is nowhere. */
export async function emptyEnvironment(): Promise<Environment> {
  return {
    draft: '06',
    network: await createNetwork({ draft: '06' }),
    driver: noDriver,
    operations: new Set(['createUser']),
    domain: 'a-06.example',
    directoryUrl: 'https://a-06.example/.well-known/mimi-protocol-directory',
    directory: null,
    timing: { fanoutMs: 20, retryMs: 20, quietMs: 5 },
    readings: defaultReadings,
    skewMs: 0,
    run: '000001',
    late: [],
  }
}

/** Evaluates a check of NTF-020 (MUST), NTF-021 (SHOULD), NTF-017 (behaviour) that does this. */
export function judge(
  environment: Environment,
  run: (context: CheckContext) => Promise<void>,
  also: Partial<Definition> & { deadlineMs?: number } = {},
): Promise<Evaluation> {
  const { deadlineMs = 5000, ...definition } = also
  const made = check({
    id: 'notify.made-up',
    title: 'made up',
    requirements: ['MIMI-NTF-020', 'MIMI-NTF-021', 'MIMI-NTF-017'],
    roles: ['follower'],
    fails: 'as the test has it',
    run,
    ...definition,
  })
  return evaluate(made, environment, { deadlineMs })
}
