import type { Check } from '../check/define.js'
import { evaluate, type Evaluation } from '../check/verdict.js'
import type { TargetConfiguration } from '../target/configuration.js'
import type { Role } from '../target/driver/contract.js'
import { type Opened, openEnvironment, type OpenOptions, type Unspoken } from './open-environment.js'
import type { Session, Unreachable } from './session.js'

/**
 * Opens the target in one draft, to be judged by checks.
 * @throws TargetError for wrong use
 */
export async function openTarget(
  target: TargetConfiguration,
  options: OpenOptions,
): Promise<Session | Unreachable | Unspoken> {
  const opened = await openEnvironment(target, options)
  return 'environment' in opened ? sessionOf(opened) : opened
}

function sessionOf({ target, environment, close }: Opened): Session {
  const { draft, domain, directoryUrl, timing, claims, probe } = target
  return {
    draft,
    domain,
    directory: directoryUrl,
    timing,
    probe,
    evaluate: async (check, options) => notJudged(check, claims) ?? (await evaluate(check, environment, options)),
    late: () =>
      environment.late.flatMap((watch) => {
        const finding = watch.look()
        return finding ? [{ check: watch.check, finding }] : []
      }),
    close,
  }
}

/** A check of roles in which this target is not to be judged. */
function notJudged(check: Check, roles: readonly Role[] | undefined): Evaluation | null {
  if (!roles || check.roles.some((role) => roles.includes(role))) return null
  const reason = `the target is judged as ${roles.join(', ')}, not as ${check.roles.join(', ')}`
  return { verdict: 'skip', reason, findings: [], exchanges: [], durationMs: 0 }
}
