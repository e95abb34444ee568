/**
 * An append-only file of changes. What is written and synced survives an end of the process at any moment: changes that
 * were made together stand in one frame, a frame that was cut off by the end counts as never written.
 */
import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import { changesFrom, type NamedChange } from './store/change.js'

export interface Journal {
  append(change: NamedChange): void
  /** Resolves when all changes so far are on disk; rejects, from then on always, when they cannot be written. */
  flushed(): Promise<void>
  /** Everything before is void: the file is written anew from the changes that make the present state. */
  rewrite(): void
  close(): Promise<void>
}

export interface JournalOptions {
  /** A directory that is there, and this process's own. */
  readonly directory: string
  /** Makes a change of the file again, in order, while the journal is being opened. */
  readonly replay: (change: NamedChange) => void
  /** Changes that make the present state. */
  readonly changes: () => Iterable<NamedChange>
}

const magic = Buffer.from('mimicry-journal-1\n')
const headBytes = 8
const framedAtOnce = 1_000
/** A shorter file is not written anew; a longer one when it is this many times as long as it was then. */
const shortBytes = 8 << 20
const growth = 3

/** @throws Error for a file that is no journal, or is damaged otherwise than at its end */
export async function openJournal({ directory, replay, changes }: JournalOptions): Promise<Journal> {
  const path = join(directory, 'journal')
  const found = await readFile(path).catch(() => Buffer.alloc(0))
  const sound = readFrames(found, path, replay)

  let file = await open(path, 'a', 0o600)
  await file.truncate(sound)
  if (sound === 0) await file.appendFile(magic)
  await sync(file, directory)
  let size = Math.max(sound, magic.length)
  let longest = Math.max(shortBytes, size * growth)
  let pending: NamedChange[] = []
  let anew = false
  let last: Promise<void> = Promise.resolve()
  let queued = false

  async function write(): Promise<void> {
    const taken = pending
    pending = []
    if (anew || size > longest) return writeAnew()
    const bytes = frame(taken)
    await file.appendFile(bytes)
    await file.datasync()
    size += bytes.length
  }

  async function writeAnew(): Promise<void> {
    anew = false
    // The state as it is now has whatever was taken or is pending.
    const bytes = Buffer.concat([magic, ...frames(changes())])
    pending = []
    const next = await open(`${path}.new`, 'w', 0o600)
    await next.writeFile(bytes)
    await next.sync()
    await rename(`${path}.new`, path)
    await file.close()
    file = next
    await syncDirectory(directory)
    size = bytes.length
    longest = Math.max(shortBytes, size * growth)
  }

  function flushed(): Promise<void> {
    if ((pending.length > 0 || anew) && !queued) {
      queued = true
      last = last.then(() => {
        queued = false
        return write()
      })
    }
    return last
  }

  return {
    append: (change) => void pending.push(change),
    flushed,
    rewrite() {
      anew = true
    },
    async close() {
      try {
        await flushed()
      } finally {
        await file.close()
      }
    },
  }
}

/** Up to where the file is sound, in bytes. */
function readFrames(file: Buffer, path: string, replay: (change: NamedChange) => void): number {
  if (file.length < magic.length && magic.subarray(0, file.length).equals(file)) return 0
  if (!file.subarray(0, magic.length).equals(magic)) {
    throw new Error(`${path} is no journal of this version of the reference provider: choose another directory`)
  }
  let at = magic.length
  while (at + headBytes <= file.length) {
    const end = at + headBytes + file.readUInt32BE(at)
    if (end > file.length) break
    const body = file.subarray(at + headBytes, end)
    if (crc32(body) !== file.readUInt32BE(at + 4)) {
      if (end === file.length) break
      throw new Error(`${path} is damaged at byte ${at}: delete it, or put a copy in its place`)
    }
    changesFrom(deserialize(body)).forEach(replay)
    at = end
  }
  return at
}

function frame(changes: readonly NamedChange[]): Buffer {
  const body = serialize(changes)
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(body.length, 0)
  head.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([head, body])
}

function frames(changes: Iterable<NamedChange>): Buffer[] {
  const all = [...changes]
  const count = Math.ceil(all.length / framedAtOnce)
  return Array.from({ length: count }, (_, index) => frame(all.slice(index * framedAtOnce, (index + 1) * framedAtOnce)))
}

/** A new file lasts when its directory does. */
async function sync(file: FileHandle, directory: string): Promise<void> {
  await file.sync()
  await syncDirectory(directory)
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
