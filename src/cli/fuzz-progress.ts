import type { CampaignEvent, Progress } from '../../fuzz/campaigns/events.js'
import type { Io } from './command.js'

/**
 * Tells how a campaign goes: remarks and findings as lines on stderr, progress on a terminal as one line that is
 * rewritten; with `--json` every event as a line on stdout.
 */
export class FuzzProgress {
  private drawn = false

  constructor(
    private readonly io: Io,
    private readonly json: boolean,
  ) {}

  hears(event: CampaignEvent): void {
    if (this.json) this.io.out(`${JSON.stringify(event)}\n`)
    if (event.event === 'progress') this.draw(event)
    else if (event.event === 'remark') this.line(event.text)
    else if (event.event === 'finding') this.line(`found: ${event.title} (case ${event.case}) ${event.file}`)
    else if (event.event === 'end') this.wipe()
  }

  private line(text: string): void {
    this.wipe()
    this.io.err(`${text}\n`)
  }

  private draw(progress: Progress): void {
    if (!this.io.terminal) return
    const text = progressText(progress)
    this.io.err(`\r\u001B[K${text.slice(0, this.io.columns - 1)}`)
    this.drawn = true
  }

  private wipe(): void {
    if (this.drawn) this.io.err('\r\u001B[K')
    this.drawn = false
  }
}

function progressText({ elapsedMs, cases, of, perSecond, classes, findings }: Progress): string {
  const number = (value: number) => value.toLocaleString('en')
  const bound = of === undefined ? '' : ` of ${number(of)}`
  const counts = `${number(classes)} classes, ${number(findings)} ${findings === 1 ? 'finding' : 'findings'}`
  return `${Math.floor(elapsedMs / 1000)} s  ${number(cases)}${bound} cases, ${number(perSecond)} per second, ${counts}`
}
