/** A finding of an endpoint as a file keeps it. */
import type { Json } from '../../../src/codec/json.js'
import { compile } from '../../../src/transport/validate.js'
import type { Input } from './input.js'
import { type Oracle, oracles } from './judge.js'

/** What is to be sent to a fresh stage, and what that should show. */
export interface Recipe {
  readonly site: string
  readonly oracle: Oracle
  readonly together: number
  readonly history: boolean
  readonly inputs: readonly Input[]
}

const object = (properties: Record<string, object>, ...optional: string[]) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
const [text, whole] = [{ type: 'string' }, { type: 'integer', minimum: 0 }]
const hexadecimal = { type: 'string', pattern: '^([0-9a-f]{2})*$' }

const mutation = {
  oneOf: [
    object({ kind: { const: 'malform' }, family: text, path: text, nth: whole }),
    object({ kind: { const: 'replace' }, path: text, bytes: hexadecimal, what: text }),
    object({ kind: { const: 'edit' }, at: whole, remove: whole, insert: hexadecimal, what: text }),
  ],
}

const input = object(
  {
    object: text,
    unusual: object({ path: text, nth: whole }),
    mutations: { type: 'array', items: mutation },
    resign: { type: 'boolean' },
    http: text,
    copies: { type: 'integer', minimum: 1, maximum: 1000 },
  },
  'object',
  'unusual',
  'resign',
  'http',
  'copies',
)

const validate = compile<Recipe>(
  object({
    site: text,
    oracle: { enum: [...oracles] },
    together: { type: 'integer', minimum: 1, maximum: 64 },
    history: { type: 'boolean' },
    inputs: { type: 'array', items: input },
  }),
)

/** @throws SyntaxError for a recipe of something else */
export function readRecipe(json: Json): Recipe {
  const read = validate(json)
  if (read.ok) return read.value
  const problems = read.problems.map(({ key, message }) => `${key} ${message}`)
  throw new SyntaxError(`this is no recipe of an endpoint campaign: ${problems.join('; ')}`)
}

export function recipeJson({ site, oracle, together, history, inputs }: Recipe): Json {
  return { site, oracle, together, history, inputs: inputs.map(inputJson) }
}

function inputJson({ object: name, unusual, mutations, resign, http, copies }: Input): Json {
  return {
    ...(name !== undefined && { object: name }),
    ...(unusual && { unusual: { path: unusual.path, nth: unusual.nth } }),
    mutations: mutations.map((each) => ({ ...each })),
    ...(resign === true && { resign }),
    ...(http !== undefined && { http }),
    ...(copies !== undefined && { copies }),
  }
}
