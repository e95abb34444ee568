/** Whether a user's name says nothing to people: hexadecimal digits and what follows them. */
export function isOpaque(user: string): boolean {
  return /\/u\/[0-9a-f]{16}/.test(user)
}
