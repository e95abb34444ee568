import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from './make-folder.js'

it('makes a folder with those around it, once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mimicry-folder-'))
  for (const _ of [1, 2]) makeFolder(join(folder, 'a/b/c'))
  expect(existsSync(join(folder, 'a/b/c'))).toBe(true)
  writeFileSync(join(folder, 'file'), '')
  expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST')
  expect(() => makeFolder(join(folder, 'file/a/b'))).toThrow(/ENOTDIR|EEXIST/)
  rmSync(folder, { recursive: true })
})

it.runIf(existsSync('/proc'))('comes back from where nothing can be made', () => {
  expect(() => makeFolder('/proc/mimicry/a/b')).toThrow('ENOENT')
})
