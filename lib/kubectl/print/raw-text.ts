import { goJson } from '@/lib/kube/go-format'

/** An answer as the server sent it, for `--raw`: JSON ends with a line end. */
export function rawText(body: unknown): string {
  return typeof body === 'string' ? body : `${goJson(body)}\n`
}
