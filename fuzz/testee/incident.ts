/** What goes wrong with a testee that is no answer. */
import type { Question } from './protocol.js'

/** Something a testee did that is the fault of no single request, or that came after its answer. */
export interface Incident {
  readonly kind: 'died' | 'hung' | 'stray-line' | 'answered-twice'
  /** What happened, in words. */
  readonly what: string
  /** The request that it came after, where there was one. */
  readonly after?: Question
}

/** How a process became useless. */
export type Loss =
  | { readonly kind: 'died'; readonly how: string; readonly stderr: string }
  | { readonly kind: 'hung'; readonly ms: number; readonly begun?: string }
  | { readonly kind: 'stray-line'; readonly why: string; readonly line: string }

/** A loss that no single request is to blame for. */
export function incidentOf(loss: Loss, after: Question | undefined): Incident {
  return { kind: loss.kind, what: lossText(loss), ...(after ? { after } : {}) }
}

function lossText(loss: Loss): string {
  switch (loss.kind) {
    case 'died':
      return `${loss.how}, which no single request brings about${loss.stderr === '' ? '' : `; stderr: ${loss.stderr}`}`
    case 'hung':
      return `answered nothing for ${loss.ms} ms${begunText(loss)}, which no single request brings about`
    case 'stray-line':
      return `wrote ${loss.why}: ${loss.line}`
  }
}

/** Where it stopped, if that was in the middle of a line. */
export function begunText({ begun }: { readonly begun?: string }): string {
  return begun === undefined ? '' : ` after the beginning of a line: ${begun}`
}

/** Enough of a line to know it by. */
export function shortened(line: string): string {
  return line.length > 300 ? `${line.slice(0, 300)}… (${line.length} characters)` : line
}
