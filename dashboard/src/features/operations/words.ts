/** A filter as the server tells it back, in words. */
export function wireFilterWords(filter: Record<string, unknown>): string {
  const parts = Object.entries(filter).flatMap(([name, value]) => {
    if (name === 'ids' && Array.isArray(value)) {
      return [`${value.length} chosen by hand`]
    }
    return value ? [`${name} ${Array.isArray(value) ? value.join(' or ') : String(value)}`] : []
  })
  return parts.join(', ') || 'every job'
}

export const skippedOf = (skipped: Record<string, number>): number =>
  Object.values(skipped).reduce((sum, each) => sum + each, 0)
