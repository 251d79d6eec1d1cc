export type FieldProblem = { pointer: string; detail: string }

type ProblemDocument = {
  title?: string
  status?: number
  detail?: string
  code?: string
  traceId?: string
  errors?: FieldProblem[]
}

/** An answer that says no: a problem document (RFC 9457) as an error. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: FieldProblem[]
  readonly traceId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, document: ProblemDocument, retryAfterSeconds?: number) {
    const title = document.title ?? `The server answered ${status}`
    super(document.detail ? `${title}. ${document.detail}` : title)
    this.name = 'Problem'
    this.status = status
    this.title = title
    this.code = document.code ?? `http_${status}`
    this.detail = document.detail ?? ''
    this.errors = document.errors ?? []
    this.traceId = document.traceId
    this.retryAfterSeconds = retryAfterSeconds
  }

  static async of(response: Response): Promise<Problem> {
    const retryAfter = Number(response.headers.get('Retry-After'))
    const seconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined
    try {
      return new Problem(response.status, (await response.json()) as ProblemDocument, seconds)
    } catch {
      return new Problem(response.status, {}, seconds)
    }
  }
}

/** No answer at all: the network or the server is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('Errand cannot be reached', { cause })
    this.name = 'Unreachable'
  }
}

export const isProblem = (error: unknown, ...codes: string[]): error is Problem =>
  error instanceof Problem && (codes.length === 0 || codes.includes(error.code))

/** Whether the server does not have this at all (yet). */
export const isMissing = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 404 || error.status === 405)

/** The one sentence a person is told. */
export function sentence(error: unknown): string {
  if (error instanceof Problem) {
    const fields = error.errors.map(({ pointer, detail }) => `${pointer.replace(/^#\//, '')} ${detail}`)
    return fields.length > 0 ? fields.join('; ') : error.detail || error.title
  }
  return error instanceof Error ? error.message : 'Something went wrong'
}
