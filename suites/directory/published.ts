/** What the checks of the directory's members share: the directory as the target publishes it now. */
import type { CheckContext } from '../../src/check/context.js'
import type { Answer } from '../../src/peers/answer.js'
import type { Action } from '../../src/transport/actions.js'
import { type DirectoryProblem, parseDirectory } from '../../src/transport/directory.js'

export interface Published {
  /** The values as they stand in the document, by key; only those that are texts. */
  readonly templates: Partial<Record<Action, string>>
  /** Everything wrong with it. */
  readonly problems: readonly DirectoryProblem[]
  /** Every key that is there, known or not, whatever its value. */
  readonly keys: readonly string[]
  readonly answer: Answer
}

/** Fetches and reads it; where there is none that reads, the check is a skip that names the one which judges that. */
export async function published({ peer, target, skip }: CheckContext): Promise<Published> {
  const answer = await peer.get(target.directoryUrl).accepted()
  const body = answer.exchange.response?.body ?? new Uint8Array()
  const { directory, problems } = parseDirectory(body, new URL(target.directoryUrl))
  if (!directory) return skip('the directory is no JSON object; judged by directory.present')
  const untyped = problems.filter(({ kind }) => kind === 'not-string' || kind === 'not-url')
  const keys = [...Object.keys(directory.endpoints), ...untyped.map(({ key }) => key ?? '')]
  return { templates: directory.endpoints, problems, keys, answer }
}
