import { type Exchange, headerValues } from '../transport/exchange.js'

/**
 * The target's clock less Mimicry's by the Date header, ms. It has whole seconds, so what that and the time on the way
 * explain counts as none.
 */
export function skewByDate({ response, startedAt, durationMs }: Exchange): number {
  const [date] = response ? headerValues(response, 'Date') : []
  const at = date === undefined ? NaN : Date.parse(date)
  if (Number.isNaN(at)) return 0
  const skew = at + 500 - (startedAt + durationMs / 2)
  return Math.abs(skew) <= 500 + durationMs / 2 ? 0 : Math.round(skew)
}

/** The target's clock less Mimicry's by a time that the target told between two of Mimicry's, ms: what lies between is none. */
export function skewByClock(clockMs: number, asked: number, answered: number): number {
  const skew = clockMs - (asked + answered) / 2
  return Math.abs(skew) <= (answered - asked) / 2 ? 0 : Math.round(skew)
}
