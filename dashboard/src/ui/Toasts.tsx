import { Toaster } from 'sonner'
import 'sonner/dist/styles.css'
import { useDark } from './theme'

export default function Toasts() {
  const dark = useDark()
  return <Toaster theme={dark ? 'dark' : 'light'} position="bottom-right" closeButton />
}
