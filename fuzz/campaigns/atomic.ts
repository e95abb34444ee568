import { renameSync, writeFileSync } from 'node:fs'

/** Writes a file so that whoever reads it, even after a kill, finds it as it was before or as it is after. */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  const unfinished = `${file}.unfinished`
  writeFileSync(unfinished, content)
  renameSync(unfinished, file)
}
