/**
 * Asks a testee: a program that answers the testee protocol. Many requests are under way at once; when the program dies,
 * hangs or writes nonsense, those that were are asked again, one at a time, of a fresh process, until it is clear which
 * of them did it.
 */
import { TesteeProcess, type Program } from './process.js'
import { incidentOf, shortened, type Incident, type Loss } from './incident.js'
import { Patience, type PatienceOptions } from './patience.js'
import { parseLine, readAnswer, requestLine, type Answer, type Hello, type Question } from './protocol.js'
import { Session, type Asked } from './session.js'

export interface TesteeOptions extends PatienceOptions {
  /** The program and its arguments; no shell in between. */
  readonly command: readonly [program: string, ...args: string[]]
  readonly cwd?: string
  /** Requests under way at once; 64 unless given. */
  readonly window?: number
  /** The longest line that it may write, in bytes; 64 MiB unless given. */
  readonly lineBytes?: number
  /** Ends everything: what is not answered by then is `gone`. */
  readonly signal?: AbortSignal
}

export interface Testee {
  /** The program as it was called. */
  readonly command: readonly string[]
  /** What it said of itself; undefined where it does not know `hello`. */
  readonly hello: Hello | undefined
  /** The first hundred. */
  readonly incidents: readonly Incident[]
  /** Why it is asked no longer; undefined while it is. */
  readonly givenUp: string | undefined
  /**
   * Never rejects. Any number may be asked at once, but each waits in memory for its turn.
   * @param still whether the answer is wanted when the turn has come; else it is `gone`
   */
  ask(question: Question, still?: () => boolean): Promise<Answer>
  /** Ends the program and everything that it started. */
  close(): Promise<void>
}

/** The program cannot be started, or answers nothing at all. */
export class TesteeUnavailable extends Error {
  override readonly name = 'TesteeUnavailable'
  readonly exitStatus = 3
}

/**
 * Starts a testee and greets it.
 * @throws TesteeUnavailable
 */
export async function openTestee(options: TesteeOptions): Promise<Testee> {
  const testee = new Client(options)
  try {
    await testee.greet()
    return testee
  } catch (error) {
    await testee.close()
    throw error
  }
}

/** A request that nobody needs to know the answer to: whether there is one. */
const PROBE: Question = { op: 'decode', draft: '06', struct: 'IdentifierUri', bytes: '0161' }
/** Characters of requests under way at once, unless a single one is longer. */
const MAX_UNDER_WAY = 1 << 22
/** Inquiries after stray lines until everything is asked one at a time. */
const MAX_STRAY_INQUIRIES = 3
/** Stray lines of a process that is asked nothing until it is ended. */
const MAX_STRAY_LINES = 1000
const MAX_INCIDENTS = 100
const GRACE_MS = 1000

interface Inquiry {
  readonly loss: Loss
  readonly suspects: Asked[]
  /** One of them was answered by a stray line, or is not asked again. */
  solved: boolean
}

class Client implements Testee {
  readonly command: readonly string[]
  hello: Hello | undefined
  givenUp: string | undefined
  readonly incidents: Incident[] = []
  private readonly program: Program
  private readonly patience: Patience
  private readonly signal: AbortSignal | undefined
  private readonly onAbort = () => this.giveUp('interrupted')
  private readonly queue: Asked[] = []
  /** While this is there, its suspects are asked before all others and alone. */
  private inquiry: Inquiry | undefined
  private session: Session | undefined
  private readonly ending = new Set<Promise<void>>()
  private watchdog: NodeJS.Timeout | undefined
  private window: number
  private strayInquiries = 0
  private lastId = 0
  private lastAnswer = 0

  constructor(options: TesteeOptions) {
    const { command, cwd, lineBytes = 1 << 26, window = 64 } = options
    this.command = command
    this.program = { command, lineBytes, ...(cwd === undefined ? {} : { cwd }) }
    this.window = window
    this.patience = new Patience(options)
    this.signal = options.signal
    if (this.signal?.aborted) this.onAbort()
    else this.signal?.addEventListener('abort', this.onAbort)
  }

  ask(question: Question, still = () => true): Promise<Answer> {
    return new Promise((settle) => {
      this.queue.push({ question, still, settle })
      this.pump()
    })
  }

  /** Introductions. A testee that does not know `hello` will do if it answers anything else. */
  async greet(): Promise<void> {
    const [greeting, probe] = await Promise.all([this.ask({ op: 'hello' }), this.ask(PROBE)])
    if (greeting.kind === 'hello') this.hello = greeting.hello
    if (this.signal?.aborted || ![greeting, probe].every(({ kind }) => isSilence(kind))) return
    throw new TesteeUnavailable(this.silence(greeting))
  }

  async close(): Promise<void> {
    this.giveUp('closed')
    await Promise.all(this.ending)
  }

  private silence(greeting: Answer): string {
    const [program] = this.command
    if (greeting.kind === 'gone') return greeting.why
    if (greeting.kind === 'died') {
      const said = greeting.stderr === '' ? '' : `; its last words on stderr: ${greeting.stderr}`
      return `${program} ${greeting.how} before it answered anything${said}`
    }
    const ms = greeting.kind === 'hung' ? greeting.ms : this.patience.timeoutMs
    return `${program} answered nothing within ${ms} ms, not even hello; a testee writes each answer as one line and flushes it`
  }

  private pump(): void {
    if (this.givenUp !== undefined) return this.refuseAll(this.givenUp)
    while (this.mayAsk()) {
      this.session ??= this.start()
      const next = this.session && (this.inquiry?.suspects.shift() ?? this.queue.shift())
      if (!this.session || !next) return
      if (next.still()) this.send(this.session, next)
      else this.withdraw(this.session, next)
    }
  }

  /** A suspect that is not asked again may well have done it. */
  private withdraw(session: Session, { settle }: Asked): void {
    settle({ kind: 'gone', why: 'no longer of interest' })
    if (this.inquiry) this.inquiry.solved = true
    this.endInquiry(session)
  }

  private mayAsk(): boolean {
    if (this.queue.length === 0 && !this.inquiry) return false
    const underWay = this.session?.size ?? 0
    if (underWay === 0) return true
    return !this.inquiry && underWay < this.window && (this.session?.characters ?? 0) < MAX_UNDER_WAY
  }

  /** A new process, or undefined where there may be no more, so that everything is given up. */
  private start(): Session | undefined {
    const enough = this.patience.starts()
    if (enough !== undefined) {
      this.giveUp(enough)
      return undefined
    }
    try {
      const process = new TesteeProcess(this.program, {
        line: (line) => this.receive(session, line),
        ended: (how, unstartable) => this.ended(session, how, unstartable),
      })
      const session = new Session(process)
      return session
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.giveUp(`${this.command[0]} cannot be started: ${why}`)
      return undefined
    }
  }

  private send(session: Session, asked: Asked): void {
    const id = ++this.lastId
    session.send(id, requestLine(id, asked.question), asked)
    if (session.size === 1) this.watch(session)
  }

  /** It hangs when nothing is answered for a while, not when one answer takes its time among others. */
  private watch(session: Session): void {
    clearTimeout(this.watchdog)
    if (session.size === 0) return
    const ms = this.patience.waitMs(session.isFresh)
    this.watchdog = setTimeout(() => {
      // Were we busy ourselves, its answers may lie in the pipe, to be read first.
      const id = this.lastAnswer
      setImmediate(() => {
        if (session !== this.session || this.lastAnswer !== id) return
        const { begun } = session.process
        this.lost(session, { kind: 'hung', ms: Math.round(ms), ...(begun === '' ? {} : { begun }) })
      })
    }, ms)
  }

  private receive(session: Session, line: string): void {
    if (session !== this.session) return
    const parsed = parseLine(line)
    if ('why' in parsed) return this.stray(session, parsed.why, line)
    const { id, json } = parsed
    if (typeof id === 'number' && session.isUnderWay(id)) {
      return this.answered(session, id, false, ({ question }) => readAnswer(question, json, line))
    }
    const before = typeof id === 'number' ? session.before(id) : undefined
    if (!before) return this.stray(session, `an answer with id ${JSON.stringify(id)}, which was not asked`, line)
    if (before.amiss) return // The line that was taken for its answer is what is wrong.
    const what = `answered the same request again: ${shortened(line)}`
    this.note({ kind: 'answered-twice', what, after: before.question })
  }

  private answered(session: Session, id: number, amiss: boolean, read: (asked: Asked) => Answer): void {
    if (session.isFresh) this.patience.warmed(performance.now() - session.started)
    const asked = session.take(id, amiss)
    if (!asked) return
    const answer = read(asked)
    const { question } = asked
    // Nobody else looks at what came for these.
    if (amiss && answer.kind === 'broken' && (question.op === 'hello' || question === PROBE)) {
      this.note({ kind: 'stray-line', what: `${answer.why}: ${answer.line}`, after: question })
    }
    this.lastAnswer = id
    this.watch(session)
    asked.settle(answer)
    const broken = answer.kind === 'broken'
    if (this.inquiry && broken) this.inquiry.solved = true
    this.endInquiry(session)
    const enough = this.patience.answered({ broken })
    if (enough !== undefined) return this.giveUp(enough)
    // What the program wrote together with an answer came after it, and is not about the next request.
    if (this.inquiry || this.window === 1) setImmediate(() => this.pump())
    else this.pump()
  }

  /** A line that answers nothing. Asked one at a time, it is the answer to that one, if a wrong one. */
  private stray(session: Session, why: string, line: string): void {
    const { only } = session
    if (only !== undefined) {
      return this.answered(session, only, true, () => ({ kind: 'broken', why: `wrote ${why}`, line: shortened(line) }))
    }
    if (session.size > 0) return this.lost(session, { kind: 'stray-line', why, line: shortened(line) })
    const after = session.last
    if (session.strays++ === 0) {
      this.note({ kind: 'stray-line', what: `wrote ${why}: ${shortened(line)}`, ...(after ? { after } : {}) })
    }
    if (session.strays > MAX_STRAY_LINES)
      this.lost(session, { kind: 'stray-line', why: 'such lines without end', line: shortened(line) })
  }

  private ended(session: Session, how: string, unstartable: boolean): void {
    if (session !== this.session) return
    if (unstartable) return this.giveUp(how)
    this.lost(session, { kind: 'died', how, stderr: session.process.stderr })
  }

  /** A process is of no more use. Whose fault that is is clear if it was asked one thing in its life. */
  private lost(session: Session, loss: Loss): void {
    const suspects = session.underWay
    this.leave(session)
    const [first, ...others] = suspects
    const pending = this.inquiry?.suspects ?? []
    if (loss.kind === 'hung' && this.patience.neverAnswered) {
      for (const { settle } of suspects) settle(loss)
    } else if (first && session.sent === 1) {
      this.inquiry = undefined
      this.queue.unshift(...pending)
      if (loss.kind === 'hung') this.givenUp ??= this.patience.hung()
      first.settle(loss.kind === 'stray-line' ? { ...loss, kind: 'broken' } : loss)
    } else if (first) {
      this.inquiry = {
        loss: this.inquiry?.loss ?? loss,
        suspects: [first, ...others, ...pending],
        solved: this.inquiry?.solved ?? false,
      }
      if (loss.kind === 'stray-line' && ++this.strayInquiries >= MAX_STRAY_INQUIRIES) this.window = 1
    } else {
      this.note(incidentOf(loss, session.last))
    }
    this.pump()
  }

  /** None of the suspects did it alone. */
  private endInquiry({ size, last }: Session): void {
    const { inquiry } = this
    if (!inquiry || inquiry.suspects.length > 0 || size > 0) return
    this.inquiry = undefined
    if (inquiry.solved) return
    this.note(incidentOf(inquiry.loss, last))
    const enough = inquiry.loss.kind === 'hung' ? this.patience.paused() : undefined
    if (enough !== undefined) this.giveUp(enough)
  }

  private note(incident: Incident): void {
    if (this.incidents.length < MAX_INCIDENTS) this.incidents.push(incident)
  }

  private leave(session: Session): void {
    clearTimeout(this.watchdog)
    this.session = undefined
    session.process.kill()
    this.reap(session.process, 0)
  }

  private reap(process: TesteeProcess, graceMs: number): void {
    const end = process.end(graceMs).then(() => void this.ending.delete(end))
    this.ending.add(end)
  }

  private giveUp(why: string): void {
    this.givenUp ??= why
    this.signal?.removeEventListener('abort', this.onAbort)
    clearTimeout(this.watchdog)
    const { session } = this
    this.session = undefined
    if (session) this.reap(session.process, why === 'closed' ? GRACE_MS : 0)
    const left = [...(session?.underWay ?? []), ...(this.inquiry?.suspects ?? [])]
    this.inquiry = undefined
    this.queue.unshift(...left)
    this.refuseAll(this.givenUp)
  }

  private refuseAll(why: string): void {
    for (const { settle } of this.queue.splice(0)) settle({ kind: 'gone', why })
  }
}

function isSilence(kind: Answer['kind']): boolean {
  return kind === 'died' || kind === 'hung' || kind === 'gone'
}
