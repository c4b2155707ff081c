import type { ApiRequest } from '../request'
import { defaultManager } from '../write/result'

/** Who owns what a request writes: its fieldManager, else the beginning of its User-Agent. */
export function managerOf(request: ApiRequest, fieldManager: string): string {
  if (fieldManager !== '') return fieldManager
  const [agent = ''] = (request.headers?.['user-agent'] ?? '').split('/')
  return agent === '' ? defaultManager : agent.slice(0, 128)
}
