/** Layouts in the presentation language, as the `.tls` files beside have them; shares nothing with the codec. */

export type Type =
  | { readonly is: 'uint'; readonly bytes: number }
  | { readonly is: 'opaque' }
  | { readonly is: 'string' }
  | { readonly is: 'fixed'; readonly length: number }
  | { readonly is: 'optional'; readonly of: Type }
  | { readonly is: 'vector'; readonly of: Type; readonly rising: boolean }
  | { readonly is: 'constant'; readonly of: Type; readonly value: number }
  | { readonly is: 'name'; readonly name: string }

export type Part =
  | { readonly is: 'field'; readonly name: string; readonly type: Type }
  /** The fields of another structure, in this place. */
  | { readonly is: 'fields'; readonly of: string }
  | { readonly is: 'refused' }
  | { readonly is: 'select'; readonly on: string; readonly cases: ReadonlyMap<string, readonly Part[]> }

export type Definition =
  | { readonly is: 'enum'; readonly members: ReadonlyMap<number, string> }
  | { readonly is: 'struct'; readonly parts: readonly Part[] }
  | { readonly is: 'type'; readonly type: Type }

export type Layouts = ReadonlyMap<string, Definition>

/** Definitions by name; of two with one name the later holds. @throws Error where the text cannot be read */
export function layouts(...texts: readonly string[]): Layouts {
  return new Map(texts.flatMap((text) => new Reader(text).definitions()))
}

class Reader {
  private at = 0
  private readonly words: readonly string[]

  constructor(text: string) {
    this.words = text.replaceAll(/\/\*[^]*?\*\//g, '').match(/[A-Za-z_][\w.]*|\d+|<V>|\S/g) ?? []
  }

  definitions(): [string, Definition][] {
    const found: [string, Definition][] = []
    while (this.at < this.words.length) found.push(this.definition())
    return found
  }

  private definition(): [string, Definition] {
    if (this.takes('enum')) {
      const members = this.members()
      return [this.lastWord(), { is: 'enum', members }]
    }
    if (this.takes('struct')) {
      this.expect('{')
      const parts = this.parts('}')
      this.expect('}')
      return [this.lastWord(), { is: 'struct', parts }]
    }
    const { name, type } = this.field()
    return [name, { is: 'type', type }]
  }

  private members(): Map<number, string> {
    const members = new Map<number, string>()
    this.expect('{')
    while (!this.takes('}')) {
      const name = this.takes('(') ? '' : this.next()
      if (name !== '') this.expect('(')
      const number = Number(this.next())
      this.expect(')')
      if (name !== '') members.set(number, name)
      this.takes(',')
    }
    return members
  }

  private parts(...ends: readonly string[]): Part[] {
    const parts: Part[] = []
    while (!ends.includes(this.peek())) {
      const part = this.part()
      if (part) parts.push(part)
    }
    return parts
  }

  private part(): Part | undefined {
    if (this.takes('struct')) {
      for (const word of '{};') this.expect(word)
      return undefined
    }
    if (this.takes('refused')) {
      this.expect(';')
      return { is: 'refused' }
    }
    if (this.takes('select')) return this.select()
    if (this.words[this.at + 1] === ';') return { is: 'fields', of: this.lastWord() }
    return this.field()
  }

  private select(): Part {
    this.expect('(')
    let on = this.next()
    if (this.takes('(')) {
      on = `${on}(${this.next()})`
      this.expect(')')
    }
    for (const word of '){') this.expect(word)
    const cases = new Map<string, readonly Part[]>()
    while (!this.takes('}')) {
      const names: string[] = []
      while (this.takes('case')) {
        names.push(this.next())
        this.expect(':')
      }
      const parts = this.parts('case', '}')
      for (const name of names) cases.set(name, parts)
    }
    this.expect(';')
    return { is: 'select', on, cases }
  }

  private field() {
    const base = this.type()
    const name = this.next()
    let type = this.suffixed(base)
    if (this.takes('=')) type = { is: 'constant', of: type, value: Number(this.next()) }
    if (this.takes('rising') && type.is === 'vector') type = { ...type, rising: true }
    this.expect(';')
    return { is: 'field', name, type } as const
  }

  private type(): Type {
    const word = this.next()
    if (word === 'optional') {
      this.expect('<')
      const of = this.suffixed(this.type())
      this.expect('>')
      return { is: 'optional', of }
    }
    const uint = /^uint(8|16|32|64)$/.exec(word)
    if (uint) return { is: 'uint', bytes: Number(uint[1]) / 8 }
    return word === 'string' ? { is: 'string' } : { is: 'name', name: word }
  }

  /** With what stands behind a name, or behind the type itself inside `optional`. */
  private suffixed(base: Type): Type {
    const isOpaque = base.is === 'name' && base.name === 'opaque'
    if (this.takes('<V>')) return isOpaque ? { is: 'opaque' } : { is: 'vector', of: base, rising: false }
    if (!this.takes('[')) return base
    const length = Number(this.next())
    this.expect(']')
    return { is: 'fixed', length }
  }

  private lastWord(): string {
    const word = this.next()
    this.expect(';')
    return word
  }

  private peek(): string {
    return this.words[this.at] ?? ''
  }

  private next(): string {
    const word = this.peek()
    if (word === '') throw new Error('the text ends within a definition')
    this.at++
    return word
  }

  private takes(word: string): boolean {
    const is = this.peek() === word
    if (is) this.at++
    return is
  }

  private expect(word: string): void {
    const got = this.next()
    if (got !== word) {
      throw new Error(`expected ${word}, got ${got} after ${this.words.slice(this.at - 8, this.at - 1).join(' ')}`)
    }
  }
}
