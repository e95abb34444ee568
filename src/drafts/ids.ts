/** The protocol versions Mimicry speaks; `02ed` is the editors' copy of 21 October 2024, not the published -02. */
export const drafts = ['01', '02ed', '06'] as const

export type Draft = (typeof drafts)[number]

export function isDraft(value: unknown): value is Draft {
  return drafts.some((draft) => draft === value)
}
