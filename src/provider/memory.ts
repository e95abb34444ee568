/** What an instance remembers, and whether it survives the process. */
import { take } from './data-directory.js'
import { type Journal, openJournal } from './journal.js'
import { changesOf, createStore, replay, type Store } from './store/index.js'

export interface Memory {
  readonly store: Store
  /** Resolves when all that was remembered so far survives an end of the process; at once where nothing is kept. */
  durable(): Promise<void>
  /** Begins with an empty store. */
  forget(): void
  close(): Promise<void>
}

/**
 * @param dataDir where the journal is; in memory alone unless given
 * @throws Error for a directory that cannot be used
 */
export async function createMemory(dataDir: string | undefined): Promise<Memory> {
  return dataDir === undefined ? volatile() : kept(dataDir)
}

function volatile(): Memory {
  const memory = { store: createStore() }
  return {
    get store() {
      return memory.store
    },
    durable: async () => undefined,
    forget() {
      memory.store = createStore()
    },
    close: async () => undefined,
  }
}

async function kept(directory: string): Promise<Memory> {
  const giveBack = await take(directory)
  let journal: Journal | null = null
  const fresh = () => createStore((change) => journal?.append(change))
  let store = fresh()
  // Nothing is appended while the journal is being read.
  const opened = await openJournal({
    directory,
    replay: (change) => replay(store, change),
    changes: () => changesOf(store),
  }).catch(async (error: unknown) => {
    await giveBack()
    throw error
  })
  journal = opened
  return {
    get store() {
      return store
    },
    durable: opened.flushed,
    forget() {
      store = fresh()
      opened.rewrite()
    },
    async close() {
      try {
        await opened.close()
      } finally {
        await giveBack()
      }
    },
  }
}
