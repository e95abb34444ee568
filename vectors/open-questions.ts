/** Faults of which no draft says that they are any. */
import type { Codec, CodecError, Member } from '../src/codec/index.js'
import { joinPath } from '../src/codec/error.js'
import type { SelectMember } from '../src/codec/shape.js'
import { elementAt, elementPath, elementsIn, walk, type Element } from '../src/codec/walk.js'

/**
 * The reading by which a fault is refused where a codec may just as well take it, or null where the fault is one:
 * - R-W41: a member that is not reserved, of an enum that could grow and that no select needs, so that what follows can be
 *   read all the same;
 * - R-W03: a `string` that is no UTF-8, for no draft says that it has to be;
 * - R-W14: a handshake in a PrivateMessage that is fanned out, which no arm is meant for.
 */
export function openQuestion(
  codec: Codec<unknown>,
  bytes: Uint8Array,
  { code, path, offset }: Pick<CodecError, 'code' | 'path' | 'offset'>,
): 'R-W03' | 'R-W41' | 'R-W14' | null {
  if (code === 'utf8-invalid') return 'R-W03'
  if (code === 'value-invalid') return path.endsWith('private_message.content_type') ? 'R-W14' : null
  if (code !== 'enum-unknown') return null
  const element = elementAt(walk(codec.shape, bytes).root, path)
  const faulty = element && [...elementsIn(element)].find(({ shape }) => shape.kind === 'enum')
  if (faulty?.shape.kind !== 'enum') return null
  const { names, reserved, bytes: width } = faulty.shape
  const number = Buffer.from(bytes).readUIntBE(offset, width)
  const isReserved = reserved.some((name) => names[name] === number)
  const isBool = Object.keys(names).join() === 'false,true'
  return isReserved || isBool || isSelectedOn(faulty) ? null : 'R-W41'
}

function isSelectedOn(element: Element): boolean {
  const path = elementPath(element)
  for (let around = element.parent; around; around = around.parent) {
    const from = elementPath(around)
    const { shape } = around
    if (shape.kind === 'struct' && selectsIn(shape.members).some((select) => looksAt(select, from, path))) return true
  }
  return false
}

function selectsIn(members: readonly Member[]): SelectMember[] {
  return members.flatMap((member) => {
    if (member.kind === 'field') return inside(member.shape)
    const arms = [...Object.values(member.arms), member.otherwise ?? []]
    return [member, ...arms.flatMap(selectsIn)]
  })
}

/** A structure in a field, whose selects may look at what is around it. */
function inside(shape: Extract<Member, { kind: 'field' }>['shape']): SelectMember[] {
  switch (shape.kind) {
    case 'vector':
    case 'optional':
    case 'oneOrMore':
      return inside(shape.element)
    case 'refine':
      return inside(shape.inner)
    case 'struct':
      return selectsIn(shape.members).filter(({ selector }) => selector.on === 'enclosing')
    default:
      return []
  }
}

/** Whether a select of the structure at `from` depends on the field at `path`. */
function looksAt({ selector, otherwise }: SelectMember, from: string, path: string): boolean {
  switch (selector.on) {
    case 'path':
    case 'enclosing':
      if (otherwise) return false
      return joinPath(from, selector.path.join('.')) === path
    case 'derived':
      // What kind of message it is follows from its content type, wherever that stands.
      return path.startsWith(joinPath(from, selector.path.split('.')[0] ?? '')) && path.endsWith('content_type')
    default:
      return false
  }
}
