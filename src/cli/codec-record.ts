import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { codecOf } from '../../fuzz/testee/case.js'
import type { CodecResult, DisagreementRecord } from '../../fuzz/testee/result.js'
import { codecReport } from '../../reports/codec.js'
import { codecJunit } from '../../reports/junit.js'
import { hexBytes } from '../codec/index.js'
import { UsageError, type Io } from './command.js'
import { hexdump } from '../codec/hexdump.js'
import { makeFolder } from '../transport/make-folder.js'

/** What a run over a testee leaves on disk and on the terminal. */
export class CodecRecord {
  private readonly folder: string
  private readonly details: string

  /** @throws UsageError where nothing can be written there: better before the run than after it */
  constructor(
    private readonly io: Io,
    out: string,
    private readonly options: { readonly strict: boolean; readonly verbose: boolean },
  ) {
    this.folder = resolve(io.cwd, out)
    this.details = join(this.folder, 'disagreements')
    try {
      makeFolder(this.details)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new UsageError(`cannot write to ${out}: ${why}; --out names another folder`)
    }
  }

  /** Files first, the terminal last: it says where they are. */
  write(result: CodecResult): void {
    for (const name of readdirSync(this.details)) if (/^\d{3}-.*\.json$/.test(name)) rmSync(join(this.details, name))
    const names = new Map(result.disagreements.map((record, i) => [record, join(this.details, nameOf(record, i))]))
    for (const [record, file] of names) writeFileSync(file, json(record))
    const written = { 'result.json': json(result), 'junit.xml': codecJunit(result) }
    for (const [name, text] of Object.entries(written)) writeFileSync(join(this.folder, name), text)
    const seen = (file: string) => relative(this.io.cwd, file) || file
    const report = codecReport(result, {
      ...this.options,
      dump: dumpOf,
      fileOf: (record) => seen(names.get(record) ?? this.details),
      files: Object.keys(written).map((name) => seen(join(this.folder, name))),
    })
    this.io.out(report)
  }
}

function nameOf({ draft, struct, op, fault }: DisagreementRecord, i: number): string {
  return `${String(i + 1).padStart(3, '0')}-${draft}-${struct}-${op}-${fault}.json`
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The bytes of a structure, field by field. */
export function dumpOf(draft: string, struct: string, bytes: string): string {
  const codec = codecOf(draft, struct)
  return codec ? hexdump(codec, hexBytes(bytes) ?? new Uint8Array(0)).text : ''
}
