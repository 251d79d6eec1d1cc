import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { JobsView } from './JobsView'
import type { JobsSearch } from './search'

const route = getRouteApi('/app/admin/jobs')

export default function AdminJobsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const onSearch = useCallback((next: JobsSearch) => void navigate({ to: '.', search: next }), [navigate])
  return <JobsView search={search} onSearch={onSearch} all />
}
