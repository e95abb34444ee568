import { shown } from './text.js'
import type { FieldMember, Member, SelectMember, Shape } from './shape.js'

/** A structure as JavaScript sees it while it is read or written. */
export type StructValue = Record<string, any>

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
export function selectorValue({ selector }: SelectMember, own: StructValue, outer: Scope | null): any {
  switch (selector.on) {
    case 'path':
      return follow(own, selector.path)
    case 'outOfBand':
      return selector.value
    case 'derived':
      return selector.choose(own) ?? undefined
    default: {
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

/** Path, from the structure, of what a select looked at; the structure itself where that lies elsewhere. */
export function selectorPath({ selector }: SelectMember): string {
  if (selector.on === 'path') return selector.path.join('.')
  return selector.on === 'derived' ? selector.path : ''
}

/** What is wrong where no arm fits. */
export function noArm(member: SelectMember, got: unknown): string {
  const { selector } = member
  const name = selector.on === 'path' || selector.on === 'enclosing' ? selector.path.join('.') : selector.name
  const known = Object.keys(member.arms).join(', ')
  return `expected a ${name} that has an arm (${known}), got ${shown(got)}`
}

/** The members that follow for these fields so far, or undefined where no arm fits. */
export function chosenArm(member: SelectMember, own: StructValue, outer: Scope | null): readonly Member[] | undefined {
  const selected = selectorValue(member, own, outer)
  if (selected === undefined) return undefined
  const name = typeof selected === 'number' ? String(selected) : selected
  return Object.hasOwn(member.arms, name) ? member.arms[name] : member.otherwise
}

/**
 * The fields that a structure's value has, arms included, one by one: a select is decided when it is reached, so the
 * fields before it must have their values by then.
 * @param unfit makes the error for a select without a fitting arm, from the path it looked at and the reason
 */
export function* fieldsOf(
  members: readonly Member[],
  own: StructValue,
  outer: Scope | null,
  unfit: (path: string, why: string) => Error,
): Generator<FieldMember, void> {
  for (const member of members) {
    if (member.kind === 'field') {
      yield member
      continue
    }
    const arm = chosenArm(member, own, outer)
    if (arm === undefined) throw unfit(selectorPath(member), noArm(member, selectorValue(member, own, outer)))
    yield* fieldsOf(arm, own, outer, unfit)
  }
}

/** The selects that a structure's value passes through, arms included. */
export function selectsOf(members: readonly Member[], own: StructValue, outer: Scope | null): SelectMember[] {
  const selects = members.filter((member) => member.kind === 'select')
  return selects.flatMap((select) => [select, ...selectsOf(chosenArm(select, own, outer) ?? [], own, outer)])
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
