/** One story being played: what was done, what was answered, and in which states the target may be. */
import { Audience } from './audience.js'
import { type Breach, explain, type Operation } from './claim.js'
import { Hosted } from './hosted.js'
import { People } from './people.js'
import { arranged, type Done, type Ready, type Stage } from './stage.js'
import { initial, type State } from './state.js'
import type { Item, Step } from './step.js'
import { tell } from './tell.js'

/** The story came to something that no state explains. */
export class Broken extends Error {
  override readonly name = 'Broken'
  constructor(
    readonly breach: Breach,
    /** What was answered, or seen. */
    readonly actual: string,
    /** The kind of the step that showed it. */
    readonly at: string,
  ) {
    super(`expected ${breach.expected}; got ${actual}`)
  }
}

/** A step that was sent and answered. */
interface Played {
  readonly step: Step
  readonly ready: Ready
  readonly done: Done
  readonly operation: Operation
}

export class Chronicle {
  /** Everything that was really done, in order. */
  readonly items: Item[] = []
  /** The same in words, a line each. */
  readonly lines: string[] = []
  private states: readonly State[] = [initial]
  private ticks = 0
  private number = 0
  private readonly people: People
  private readonly audience: Audience
  private readonly hosted: Hosted

  /** @param reached is told a class of what can happen: a command, a shape of the state, an answer */
  constructor(
    private readonly stage: Stage,
    private readonly reached: (what: string) => void = () => undefined,
  ) {
    this.people = new People(stage)
    this.audience = new Audience(stage)
    this.hosted = new Hosted(stage)
  }

  /** Does nothing for what cannot be done now. @throws Broken; Abandoned or Skip where it cannot be played to its end */
  async play(item: Item): Promise<void> {
    if (item.do === 'together') return this.together(item.branches)
    const ready = await this.prepare(item)
    if (!ready) return
    this.items.push(item)
    await this.alone(item, ready)
  }

  /** Looks at what must have happened in the end. @throws as `play` */
  async settle(): Promise<void> {
    // Messages mark the end of a room: what was taken before them has to be there when they are.
    const ending: Step[] = [
      { do: 'say', by: 'amy' },
      { do: 'say', by: 'eva' },
    ]
    // Whoever knows of proposals commits before it speaks (RFC 9420, 12.4).
    if (this.hosted.awaitsCommit) ending.unshift({ do: 'commit', by: 'amy', change: 'renew' })
    for (const marker of this.hosted.entered ? ending : []) {
      const ready = await this.prepare(marker)
      if (ready) await this.alone(marker, ready)
    }
    for (const part of [this.audience, this.hosted]) {
      const breach = await part.settle()
      if (!breach) continue
      this.lines.push(`${++this.number}. In the end: ${breach.actual}`)
      throw new Broken(breach, breach.actual, 'in the end')
    }
  }

  private async alone(step: Step, ready: Ready): Promise<void> {
    const played = await this.perform(step, ready, false)
    const number = ++this.number
    this.judge([played()], ({ done }) => `${number}. ${tell(step)}: ${done.answer}`)
  }

  /** The first steps of all branches are made ready before any is sent: so they meet. */
  private async together(branches: readonly (readonly Step[])[]): Promise<void> {
    const firsts: { step: Step; ready: Ready; rest: readonly Step[] }[] = []
    for (const [step, ...rest] of branches) {
      const ready = step && (await this.prepare(step))
      if (step && ready) firsts.push({ step, ready, rest })
    }
    if (firsts.length === 0) return
    const racing = firsts.length > 1
    const branchesDone: Step[][] = firsts.map(() => [])
    /** In the order of the answers. */
    const answered: { readonly branch: number; readonly played: () => Played }[] = []
    const send = async (step: Step, ready: Ready, branch: number) => {
      branchesDone[branch]?.push(step)
      answered.push({ branch, played: await this.perform(step, ready, racing) })
    }
    const ended = await Promise.allSettled(
      firsts.map(async ({ step, ready, rest }, branch) => {
        await send(step, ready, branch)
        for (const next of rest) {
          const made = await this.prepare(next)
          if (made) await send(next, made, branch)
        }
      }),
    )
    const failed = ended.find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
    // The first to be answered comes first: so it is told, and so it is tried when things happen one after the other.
    const order = [...new Set(answered.map(({ branch }) => branch))]
    const branchesInOrder = order.flatMap((branch) => [branchesDone[branch] ?? []])
    this.items.push(...(racing ? [{ do: 'together' as const, branches: branchesInOrder }] : branchesInOrder.flat()))
    const number = ++this.number
    if (racing) this.lines.push(`${number}. At the same time:`)
    const letters = answered.map(({ branch }) => 'abcdefgh'[order.indexOf(branch)] ?? '')
    const played = answered.map((each) => each.played())
    this.judge(played, (each) => {
      const place = racing ? `   ${number}${letters[played.indexOf(each)]}.` : `${number}.`
      return `${place} ${tell(each.step)}: ${each.done.answer}`
    })
  }

  private prepare(step: Step): Promise<Ready | null> {
    switch (step.do) {
      case 'notify':
      case 'crowd':
        return this.audience.prepare(step)
      case 'commit':
      case 'say':
      case 'propose':
      case 'keep':
      case 'send':
      case 'repeat':
      case 'look':
      case 'silence':
      case 'ban':
        return this.hosted.prepare(step)
      case 'restart':
        return Promise.resolve(restarting(this.stage))
      default:
        return this.people.prepare(step)
    }
  }

  /** @returns what came of it, to be asked for once all that is under way is answered */
  private async perform(step: Step, ready: Ready, racing: boolean): Promise<() => Played> {
    const start = this.ticks++
    const outcome = await ready.go(racing)
    const end = this.ticks++
    return () => {
      const done = outcome.done({ start, end })
      return { step, ready, done, operation: { explanations: done.explanations, start, end } }
    }
  }

  private judge(played: readonly Played[], line: (played: Played) => string): void {
    for (const each of played) {
      this.lines.push(line(each))
      const [state = initial] = this.states
      this.reached(`${each.step.do} | ${each.ready.shape(state).trim()} | ${each.done.answerClass}`)
    }
    const explained = explain(
      this.states,
      played.map(({ operation }) => operation),
    )
    if ('states' in explained) this.states = explained.states
    else {
      const shown = played[explained.index]
      throw new Broken(explained.breach, shown?.done.answer ?? '', shown?.step.do ?? '')
    }
  }
}

/** Nothing changes by it: that is what is looked at. */
function restarting({ target }: Stage): Ready | null {
  if (!target.can('restart')) return null
  return {
    shape: () => '',
    go: async () => {
      await arranged(target.restart())
      return { done: () => ({ answer: 'done', answerClass: 'done', explanations: [[]] }) }
    },
  }
}
