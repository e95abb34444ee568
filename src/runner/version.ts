import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Read and not imported, lest the build put a second manifest into dist/.
const manifest: unknown = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('mimicry/package.json'), 'utf8'),
)

/** Mimicry's own version, as reports and the testee name it. */
export const version: string =
  typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '0.0.0'
