/** ms that a request itself asks to wait before it is answered: an inbox waits for what is to come. */
export function waitOf(request: object): number {
  return 'waitMs' in request && typeof request.waitMs === 'number' ? request.waitMs : 0
}
