import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { JobsView } from './JobsView'
import type { JobsSearch } from './search'

const route = getRouteApi('/app/jobs')

export default function JobsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const onSearch = useCallback((next: JobsSearch) => void navigate({ to: '.', search: next }), [navigate])
  return (
    <JobsView
      search={search}
      onSearch={onSearch}
      onNew={() => void navigate({ to: '/jobs/new', search: { type: search.type, queue: search.queue } })}
    />
  )
}
