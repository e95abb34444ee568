/** What flags mean, of those that some case has. */
export function notesOn(
  meanings: Readonly<Record<string, string>>,
  cases: readonly { readonly flags: readonly string[] }[],
): Record<string, string> {
  const used = new Set(cases.flatMap(({ flags }) => flags))
  return Object.fromEntries(Object.entries(meanings).filter(([flag]) => used.has(flag)))
}
