import type { Member, SelectMember, Shape } from './shape.js'

/** A structure as JavaScript sees it while it is read or written. */
export type StructValue = Record<string, unknown>

/** The structures around the current one, nearest first. */
export interface Scope {
  readonly value: StructValue
  readonly outer: Scope | null
}

function follow(value: unknown, path: readonly string[]): unknown {
  let here = value
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as StructValue)[name]
  }
  return here
}

/** The value that chooses the arm, or undefined where there is none. */
export function selectorValue({ selector }: SelectMember, own: StructValue, outer: Scope | null): unknown {
  switch (selector.on) {
    case 'path':
      return follow(own, selector.path)
    case 'outOfBand':
      return selector.value
    case 'derived':
      return selector.choose(own as never) ?? undefined
    case 'enclosing': {
      const first = selector.path[0] ?? ''
      for (let scope = outer; scope !== null; scope = scope.outer) {
        if (Object.hasOwn(scope.value, first)) return follow(scope.value, selector.path)
      }
      return selector.standalone
    }
  }
}

/** Arms by the value that chooses them, each put through `compile`. */
export function armTable<M>(
  member: SelectMember,
  compile: (members: readonly Member[]) => M,
): { choose(value: unknown): M | undefined } {
  const arms = new Map<unknown, M>()
  for (const [name, members] of Object.entries(member.arms)) {
    const compiled = compile(members)
    arms.set(name, compiled)
    if (/^\d+$/.test(name)) arms.set(Number(name), compiled)
  }
  const otherwise = member.otherwise && compile(member.otherwise)
  return { choose: (value) => (value === undefined ? undefined : (arms.get(value) ?? otherwise)) }
}

/** The members that follow for these fields so far, or undefined where no arm fits. */
export function chooseArm(member: SelectMember, own: StructValue, outer: Scope | null): readonly Member[] | undefined {
  const value = selectorValue(member, own, outer)
  if (value === undefined) return undefined
  return Object.hasOwn(member.arms, String(value)) ? member.arms[String(value)] : member.otherwise
}

/** Path, from the structure, of what a select looked at; the structure itself where that lies elsewhere. */
export function selectorPath({ selector }: SelectMember): string {
  if (selector.on === 'path') return selector.path.join('.')
  return selector.on === 'derived' ? selector.path : ''
}

/** What a select looked at, in words. */
export function selectorName({ selector }: SelectMember): string {
  if (selector.on === 'path' || selector.on === 'enclosing') return selector.path.join('.')
  return selector.name
}

const scoped = new WeakMap<Shape, boolean>()

/** Whether anything inside looks at enclosing structures, so that they must be remembered. */
export function needsScope(shape: Shape): boolean {
  const known = scoped.get(shape)
  if (known !== undefined) return known
  const needs = looksOut(shape)
  scoped.set(shape, needs)
  return needs
}

function looksOut(shape: Shape): boolean {
  switch (shape.kind) {
    case 'vector':
    case 'oneOrMore':
    case 'optional':
      return needsScope(shape.element)
    case 'lazy':
      return true // looking inside could go round for ever
    case 'refine':
      return needsScope(shape.inner)
    case 'struct':
      return shape.members.some(memberLooksOut)
    default:
      return false
  }
}

function memberLooksOut(member: Member): boolean {
  if (member.kind === 'field') return needsScope(member.shape)
  const arms = Object.values(member.arms).flat()
  return member.selector.on === 'enclosing' || [...arms, ...(member.otherwise ?? [])].some(memberLooksOut)
}
