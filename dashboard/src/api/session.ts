import { useQuery } from '@tanstack/react-query'
import { type Me, meQuery, type Permission } from './accounts'

/** Who is signed in, on pages that only such people see. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) {
    throw new Error('nobody is signed in')
  }
  return data
}

/** Whether to offer something. The server decides when it is asked. */
export const useMay = (permission: Permission): boolean =>
  useQuery(meQuery).data?.permissions.includes(permission) ?? false
