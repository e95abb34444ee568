import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { writeAtomically } from './atomic.js'
import type { CampaignKind, Discovery } from './campaign.js'
import { FINDING_FORMAT, findingName, readFinding, type FindingFile } from './finding-file.js'
import { makeFolder } from '../../src/transport/make-folder.js'

/** Causes beyond so many are counted, and have no file. */
const MAX_FILES = 1000

/** What all findings of a campaign say. */
export interface Source {
  readonly kind: CampaignKind
  readonly version: string
  readonly seed: number
  /** The command that repeats the finding in a file. */
  replay(file: string): string
}

/** The findings of a campaign, one for each cause, each written when it is first seen. */
export class Findings {
  private readonly files = new Map<string, FindingFile>()
  private readonly counts = new Map<string, number>()
  /** Causes for which there was no room. */
  readonly left = new Set<string>()
  private changed = new Set<string>()

  /**
   * Takes up what an earlier start of the same campaign found.
   * @param counts as they were when its state was last written, by name: what came after will come again
   */
  constructor(
    private readonly directory: string,
    private readonly source: Source,
    counts: Readonly<Record<string, number>> = {},
  ) {
    const names = existsSync(directory) ? readdirSync(directory) : []
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      try {
        this.files.set(basename(name, '.json'), readFinding(join(directory, name)))
      } catch {
        // Not written by a campaign, or damaged since: it stays as it is, and the finding is written anew when it comes again.
      }
    }
    for (const name of this.files.keys()) this.counts.set(name, counts[name] ?? 0)
  }

  /** @returns whether the cause is new */
  add(firstCase: number, discovery: Discovery): boolean {
    const name = findingName(discovery.cause)
    const known = this.files.has(name) || this.left.has(name)
    if (known) return false
    if (this.files.size >= MAX_FILES) this.left.add(name)
    else this.write(name, firstCase, discovery)
    return true
  }

  private write(name: string, firstCase: number, { body, curl, ...rest }: Discovery): void {
    makeFolder(this.directory)
    const bodyFile = `${name}.bin`
    if (body) writeAtomically(join(this.directory, bodyFile), body)
    const { kind, version, seed } = this.source
    const file: FindingFile = {
      format: FINDING_FORMAT,
      kind,
      ...rest,
      version,
      seed,
      firstCase,
      count: 1,
      found: new Date().toISOString(),
      replay: this.source.replay(this.fileOf(name)),
      ...(curl === undefined ? {} : { curl: curl.replaceAll('body.bin', bodyFile) }),
      ...(body ? { bodyFile } : {}),
    }
    this.save(name, file)
  }

  private save(name: string, file: FindingFile): void {
    this.files.set(name, file)
    writeAtomically(this.fileOf(name), `${JSON.stringify(file, null, 2)}\n`)
  }

  fileOf(name: string): string {
    return join(this.directory, `${name}.json`)
  }

  /** Adds to how many cases showed what. */
  count(shown: ReadonlyMap<string, number>): void {
    for (const [name, times] of shown) {
      this.counts.set(name, (this.counts.get(name) ?? 0) + times)
      this.changed.add(name)
    }
  }

  /** Writes the counts that changed into their files. */
  flush(): void {
    for (const name of this.changed) {
      const file = this.files.get(name)
      if (file) this.save(name, { ...file, count: Math.max(1, this.counts.get(name) ?? 1) })
    }
    this.changed = new Set()
  }

  /** Counts by name, for the state of the campaign. */
  get shown(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts)
  }

  get size(): number {
    return this.files.size
  }

  /** In the order in which they were found. */
  get all(): readonly { readonly name: string; readonly finding: FindingFile }[] {
    return [...this.files]
      .map(([name, finding]) => ({ name, finding: { ...finding, count: Math.max(1, this.counts.get(name) ?? 1) } }))
      .toSorted((a, b) => a.finding.firstCase - b.finding.firstCase)
  }
}
