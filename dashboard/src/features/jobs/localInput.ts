/** A moment as an input of type datetime-local wants it. */
export function localInput(at: string | undefined): string {
  if (!at) {
    return ''
  }
  const moment = new Date(at)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
