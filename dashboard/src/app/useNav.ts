import { useQueries } from '@tanstack/react-query'
import { type Feature, featureQuery } from '@/api/remote'
import { useMe } from '@/api/session'
import { NAV, type NavItem } from './nav'

const probed = (may: (item: NavItem) => boolean): Feature[] =>
  NAV.flatMap(({ items }) => items.filter(may)).flatMap(({ feature }) => (feature ? [feature] : []))

/** The pages that there are for this person on this server. */
export function useNav() {
  const { permissions } = useMe()
  const may = ({ permission }: NavItem) => !permission || permissions.includes(permission)
  const features = probed(may)
  const there = useQueries({
    queries: features.map((feature) => featureQuery(feature)),
    combine: (answers) => new Set(features.filter((_, at) => answers[at]?.data === true)),
  })
  const shown = (item: NavItem) => may(item) && (!item.feature || there.has(item.feature))
  return NAV.map(({ group, items }) => ({ group, items: items.filter(shown) })).filter(
    ({ items }) => items.length > 0,
  )
}
