export interface Problem {
  /** Where, as the user would write it: `drafts.06.directory`; empty for the whole. */
  key: string
  message: string
  remedy: string
}

export type Validation<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

export declare function compile<T>(schema: object): (value: unknown) => Validation<T>
