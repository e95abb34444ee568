/** Reads `mimicry.config.json`. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { compile, type Problem } from '../../transport/validate.js'
import schema from '../configuration.schema.json' with { type: 'json' }
import type { ConfigurationFile } from './file-format.js'
import { JsonError, parseJson } from './json.js'
import { ConfigurationError } from './types.js'

export const defaultFile = 'mimicry.config.json'

export interface LoadedFile {
  /** Absolute; undefined where there is none. */
  path?: string
  /** What relative paths in the file start from. */
  folder: string
  content: ConfigurationFile
}

const validate = compile<ConfigurationFile>(schema)

/**
 * The file that was named, or the default one if it is there.
 * @throws ConfigurationError when the named one is missing or either is no configuration
 */
export function readConfigurationFile(named: string | undefined, cwd: string): LoadedFile {
  const path = resolve(cwd, named ?? defaultFile)
  if (!existsSync(path)) {
    if (named === undefined) return { folder: cwd, content: {} }
    throw new ConfigurationError([`there is no file ${named}; mimicry init --config ${named} writes a starting point`])
  }
  const shown = named ?? defaultFile
  return { path, folder: dirname(path), content: checked(parsed(path, shown), shown) }
}

/** A configuration in place of a file. @throws ConfigurationError */
export function checked(value: unknown, source: string): ConfigurationFile {
  const validation = validate(value)
  if (!validation.ok) throw new ConfigurationError(validation.problems.map((problem) => sentence(source, problem)))
  return validation.value
}

function parsed(path: string, shown: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof JsonError) throw new ConfigurationError([`${shown} is not JSON: ${error.message}`])
    throw new ConfigurationError([`${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`])
  }
}

function sentence(source: string, { key, message, remedy }: Problem): string {
  return `${source}: ${key === '' ? 'the whole' : key} ${message}; ${remedy}`
}
