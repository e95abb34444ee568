import { joinPath } from '../../src/codec/error.js'
import type { Json } from '../../src/codec/json.js'

/** Where two values differ first, and what stands there in each; undefined where one has nothing there. */
export interface Difference {
  readonly path: string
  readonly expected: Json | undefined
  readonly actual: Json | undefined
}

/** The first difference of two JSON values, or undefined where they are the same. Members may come in any order. */
export function difference(expected: Json, actual: Json, path = ''): Difference | undefined {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
      const found = member(expected[i], actual[i], joinPath(path, `[${i}]`))
      if (found) return found
    }
    return undefined
  }
  if (isObject(expected) && isObject(actual)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const [mine, theirs] = [expected, actual].map((one) => (Object.hasOwn(one, name) ? one[name] : undefined))
      const found = member(mine, theirs, joinPath(path, name))
      if (found) return found
    }
    return undefined
  }
  return expected === actual ? undefined : { path, expected, actual }
}

function member(expected: Json | undefined, actual: Json | undefined, path: string): Difference | undefined {
  if (expected === undefined || actual === undefined) return { path, expected, actual }
  return difference(expected, actual, path)
}

function isObject(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value in at most so many characters. */
export function jsonText(value: Json | undefined, most = 200): string {
  if (value === undefined) return 'nothing'
  const text = written(value)
  return text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text
}

/** JSON that a testee nests too deeply cannot be written. */
function written(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch {
    return Array.isArray(value) ? 'an array' : 'an object'
  }
}
