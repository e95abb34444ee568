/**
 * The driver that is a program: requests are lines on its stdin, answers lines on its stdout, stderr is its log. It may
 * answer in any order. When it ends or breaks the protocol it is not started again: its state would be lost unnoticed.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { type AnswerOf, type Driver, DriverFailure, type Operation, type RequestOf } from './contract.js'
import { answerId, readAnswer, writeRequest } from './contract-json.js'
import { shown } from './contract-shape.js'
import { lineReader } from './lines.js'
import { waitOf } from './wait.js'

export interface CommandDriverOptions {
  /** The program and its arguments; no shell in between. */
  command: readonly [program: string, ...args: string[]]
  /** Added to Mimicry's own environment. */
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** ms until an operation is given up; what the operation itself waits is added. */
  timeoutMs: number
  /** ms that the program has to end by itself once its stdin is closed; 2000 unless given. */
  graceMs?: number
  /** The longest answer; 64 MiB unless given. */
  lineBytes?: number
  /** What the program writes to stderr. */
  onLog?: (text: string) => void
}

interface Waiting {
  answer: (line: string) => void
  giveUp: (reason: string) => void
}

const lastWordsLength = 2000

export function createCommandDriver(options: CommandDriverOptions): Driver {
  const { command, timeoutMs, graceMs = 2000, lineBytes = 64 * 1024 * 1024, onLog } = options
  const [program, ...args] = command
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env } })
  const waiting = new Map<number, Waiting>()
  /** Ids given up here whose answers may yet come, to be ignored then. */
  const givenUp = new Set<number>()
  let lastId = 0
  let lastWords = ''
  let broken: string | undefined

  function end(reason: string): void {
    broken ??= reason
    for (const { giveUp } of waiting.values()) giveUp(broken)
  }

  function receive(line: string): void {
    const id = answerId(line)
    const asked = id === undefined ? undefined : waiting.get(id)
    if (asked) return asked.answer(line)
    if (id !== undefined && givenUp.delete(id)) return
    const [oldest] = waiting.values()
    const what =
      id === undefined ? 'a line that is no answer' : `an answer to ${id}, which was not asked or is answered`
    oldest?.giveUp(`${program} wrote ${what}: ${shown(line)}; stdout is for answers only, a log belongs on stderr`)
  }

  child.stdout.on(
    'data',
    lineReader(lineBytes, receive, () => {
      end(`${program} wrote a line of more than ${lineBytes} bytes and was ended`)
      child.kill('SIGKILL')
    }),
  )
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-lastWordsLength)
    onLog?.(chunk.toString())
  })
  child.stdin.on('error', () => undefined) // It is gone; its exit says why.
  const gone = watch()

  async function watch(): Promise<void> {
    const how = await ended(child)
    const said = lastWords.trim()
    end(`${program} ${how}${said === '' ? '' : `; its last words on stderr: ${said}`}`)
  }

  function perform<O extends Operation>(operation: O, request: RequestOf<O>, signal?: AbortSignal) {
    const id = ++lastId
    const limit = timeoutMs + waitOf(request)
    return new Promise<AnswerOf<O>>((resolve, reject) => {
      const timer = setTimeout(() => giveUp(`no answer within ${limit} ms`), limit)
      const onAbort = () => giveUp('given up by Mimicry')
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        waiting.delete(id)
      }
      const giveUp = (reason: string) => {
        givenUp.add(id)
        settle()
        reject(new DriverFailure(operation, 'error', reason))
      }
      const answer = (line: string) => {
        settle()
        try {
          resolve(readAnswer(id, operation, line))
        } catch (error) {
          reject(error instanceof Error ? error : new DriverFailure(operation, 'error', String(error)))
        }
      }
      waiting.set(id, { answer, giveUp })
      if (broken !== undefined) return giveUp(broken)
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort)
      child.stdin.write(`${writeRequest(id, operation, request)}\n`)
    })
  }

  async function close(): Promise<void> {
    end('the driver is closed')
    child.stdin.end()
    const kill = setTimeout(() => child.kill('SIGKILL'), graceMs)
    await gone
    clearTimeout(kill)
  }
  return { form: 'command', perform, close }
}

/** How the program ended, once its last output is read; a grandchild that holds the output open is not waited for. */
function ended(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(`could not be started: ${error.message}; driver.command is a program and its arguments, no shell line`)
    })
    child.once('exit', (status, signal) => {
      const how = signal === null ? `ended with status ${status ?? 'unknown'}` : `was ended by ${signal}`
      const drained = setTimeout(() => resolve(how), 500)
      child.once('close', () => {
        clearTimeout(drained)
        resolve(how)
      })
    })
  })
}
