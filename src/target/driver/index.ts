import type { Draft } from '../../drafts/ids.js'
import { createCommandDriver } from './command.js'
import type { Driver } from './contract.js'
import { createHttpDriver } from './http.js'
import { noDriver } from './none.js'
import { createStaticDriver } from './static.js'

/** How a target's driver is reached, as the configuration says; paths are absolute, certificates PEM. */
export type DriverConfiguration =
  | { form: 'http'; url: string; token?: string; trustAnchors?: string[]; timeoutMs: number }
  | { form: 'command'; command: [string, ...string[]]; env: Record<string, string>; cwd: string; timeoutMs: number }
  | { form: 'static'; file: string }
  | { form: 'none' }

/**
 * The driver for one draft; a command is started once for each.
 * @param onLog what a command writes to stderr
 * @throws ShapeError, SyntaxError or the file system's error for a file that holds no facts
 */
export async function createDriver(
  configuration: DriverConfiguration,
  draft: Draft,
  onLog?: (text: string) => void,
): Promise<Driver> {
  switch (configuration.form) {
    case 'http':
      return createHttpDriver(configuration)
    case 'command':
      return createCommandDriver({
        ...configuration,
        env: { ...configuration.env, MIMICRY_DRAFT: draft },
        onLog,
      })
    case 'static':
      return createStaticDriver({ file: configuration.file, draft })
    default:
      return noDriver
  }
}
