import { join, relative } from 'node:path'
import { consoleReport } from '../../reports/console.js'
import { type EventSink, openEventLog, type RunEvent } from '../runner/events.js'
import type { Summary } from '../runner/result.js'
import type { Report } from '../target/configuration.js'
import { SummaryFold } from '../runner/summary.js'
import { type Io, UsageError } from './command.js'
import { writeReports } from './write-reports.js'

export interface RecordOptions {
  out: string
  reports: readonly Report[]
  verbose: boolean
}

/** What a run leaves on disk: events from its first to its last, then the reports, however it ends. */
export class RunRecord implements EventSink {
  private readonly fold = new SummaryFold()
  private log: ReturnType<typeof openEventLog> | undefined
  private finished = false

  constructor(
    private readonly io: Io,
    private readonly options: RecordOptions,
  ) {}

  /** Files are touched with the first event only: wrong use leaves the last run's reports as they are. */
  record(event: RunEvent): void {
    this.fold.record(event)
    this.log ??= this.begin()
    this.log.record(event)
  }

  /** The run began, so that there is something to report. */
  get begun(): boolean {
    return this.log !== undefined
  }

  /** Writes the reports and the console's, and gives the summary. */
  async finish(): Promise<Summary> {
    const { io, options } = this
    this.finished = true
    this.log?.close()
    const summary = this.fold.summary()
    const files = [relative(io.cwd, this.eventsFile)]
    try {
      files.unshift(...(await writeReports(summary, { ...options, cwd: io.cwd })))
    } finally {
      io.out(consoleReport(summary, { verbose: options.verbose, files }))
    }
    return summary
  }

  private get eventsFile(): string {
    return join(this.options.out, 'events.jsonl')
  }

  private begin(): ReturnType<typeof openEventLog> {
    try {
      const log = openEventLog(this.eventsFile)
      this.io.onCrash(async () => {
        if (!this.finished) await this.finish()
      })
      return log
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new UsageError(`cannot write to ${this.options.out}: ${why}; --out names another folder`)
    }
  }
}
