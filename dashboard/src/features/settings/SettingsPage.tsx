import { useQuery } from '@tanstack/react-query'
import { type Feature, featureQuery } from '@/api/remote'
import { PageFrame } from '@/ui/Layout'
import { ApiKeysPanel } from './ApiKeysPanel'
import { LooksPanel } from './LooksPanel'
import { PasswordPanel } from './PasswordPanel'
import { ProfilePanel } from './ProfilePanel'
import { SecondFactorPanel } from './SecondFactorPanel'
import { SessionsPanel } from './SessionsPanel'

const useHas = (feature: Feature): boolean => useQuery(featureQuery(feature)).data === true

export default function SettingsPage() {
  // One release brought sessions, changing passwords and second factors.
  const sessions = useHas('sessions')
  const keys = useHas('api-keys')
  return (
    <PageFrame title="Settings" narrow>
      <ProfilePanel editable={sessions} />
      <LooksPanel />
      {sessions && <PasswordPanel />}
      {sessions && <SecondFactorPanel />}
      {keys && <ApiKeysPanel />}
      {sessions && <SessionsPanel />}
    </PageFrame>
  )
}
