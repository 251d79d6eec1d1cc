import { sentence } from '@/api/problem'

const sonner = () => import('sonner')

export const say = (message: string): void => {
  void sonner().then(({ toast }) => toast.success(message))
}

export const sayError = (error: unknown): void => {
  void sonner().then(({ toast }) => toast.error(sentence(error)))
}
