/** JSON Schema, with errors that say where and what to do. The only importer of ajv. */
import { createRequire } from 'node:module'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { nearest } from './nearest.js'

export interface Problem {
  /** Where, as the user would write it: `drafts.06.directory`, `peers[0].domain`; empty for the whole value. */
  key: string
  message: string
  remedy: string
}

export type Validation<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

/**
 * A validator for a JSON Schema (2020-12). T is what the schema describes: the caller vouches for that.
 * ajv is loaded and the schema compiled when the first value is validated, not before: that takes longer than the whole
 * start of a command that validates nothing.
 */
export function compile<T>(schema: object): (value: unknown) => Validation<T> {
  let validator: ValidateFunction<T> | undefined
  return (value) => {
    validator ??= compiler().compile<T>(schema)
    if (validator(value)) return { ok: true, value }
    return { ok: false, problems: distinct((validator.errors ?? []).map((error) => explain(error, value))) }
  }
}

/**
 * The schemas are the project's own. Whether they are schemas is judged where they are tested: compiling the schema of
 * schemas for that takes longer than all else here.
 */
const fromSources = import.meta.url.endsWith('.ts')

const require = createRequire(import.meta.url)
let loaded: import('ajv/dist/2020.js').Ajv2020 | undefined

function compiler(): import('ajv/dist/2020.js').Ajv2020 {
  if (loaded === undefined) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- require knows no types; it keeps ajv out of every start
    const ajv: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js')
    loaded = new ajv.Ajv2020({ allErrors: true, strict: false, verbose: true, validateSchema: fromSources })
  }
  return loaded
}

function explain(error: ErrorObject, root: unknown): Problem {
  const { keyword, params } = error
  const path = error.instancePath.split('/').slice(1).map(unescapePointer)
  const param = (name: string): string => text(params[name])
  switch (keyword) {
    case 'required': {
      const name = param('missingProperty')
      return {
        key: keyOf([...path, name], root),
        message: 'is missing',
        remedy: `add ${JSON.stringify(name)}${described(error, name)}`,
      }
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = param(keyword === 'additionalProperties' ? 'additionalProperty' : 'unevaluatedProperty')
      const known = Object.keys(propertiesOf(error.parentSchema))
      const [near] = nearest(name, known, 1)
      const remedy =
        near !== undefined
          ? `did you mean ${JSON.stringify(near)}?`
          : known.length
            ? `remove it; known here: ${known.join(', ')}`
            : 'remove it'
      return { key: keyOf([...path, name], root), message: 'is not a known key', remedy }
    }
    case 'type':
      return problem(
        `is ${shown(error.data)}, expected ${param('type').replaceAll(',', ' or ')}`,
        `write ${article(param('type'))}`,
      )
    case 'enum': {
      const allowed = Array.isArray(params['allowedValues'])
        ? params['allowedValues'].map((entry) => JSON.stringify(entry)).join(', ')
        : ''
      return problem(`is ${shown(error.data)}`, `use one of ${allowed}`)
    }
    case 'const':
      return problem(`is ${shown(error.data)}`, `write ${JSON.stringify(params['allowedValue'])}`)
    default:
      return problem(
        `is ${shown(error.data)}: ${error.message ?? keyword}`,
        `change it so that it ${error.message ?? `satisfies ${keyword}`}`,
      )
  }

  function problem(message: string, remedy: string): Problem {
    return { key: keyOf(path, root), message, remedy: `${remedy}${described(error)}` }
  }
}

/** The schema's own words about the key, where it has some. */
function described(error: ErrorObject, property?: string): string {
  const schema = property === undefined ? error.parentSchema : propertiesOf(error.parentSchema)[property]
  const description = isObject(schema) ? schema['description'] : undefined
  return typeof description === 'string' ? ` (${description})` : ''
}

function propertiesOf(schema: unknown): Record<string, unknown> {
  const properties = isObject(schema) ? schema['properties'] : undefined
  return isObject(properties) ? properties : {}
}

function keyOf(path: string[], root: unknown): string {
  let key = ''
  let value = root
  for (const step of path) {
    if (Array.isArray(value)) key += `[${step}]`
    else key += key === '' ? step : `.${step}`
    value = isObject(value) ? value[step] : Array.isArray(value) ? value[Number(step)] : undefined
  }
  return key
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : JSON.stringify(value)
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'undefined'
  return json.length > 60 ? `${json.slice(0, 57)}…` : json
}

function article(types: string): string {
  return types
    .split(',')
    .map((type) => (type === 'null' ? type : /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`))
    .join(' or ')
}

/** Branches of anyOf and oneOf repeat themselves. */
function distinct(problems: Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [`${problem.key} ${problem.message}`, problem]))
  return [...seen.values()]
}
