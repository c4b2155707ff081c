import type { ApiResponse } from '@/lib/cluster/api/request'
import { differences, same, withoutDump } from './compare'
import type { Normaliser } from './normaliser'

/** A cause as recorded. */
export interface RecordedCause {
  readonly reason?: string
  readonly message?: string
  readonly field?: string
}

/** What every recorded answer of the API has. */
export interface RecordedAnswer {
  readonly code: number
  readonly reason?: string
  readonly message?: string
  readonly causes?: readonly RecordedCause[]
  readonly warnings?: readonly string[]
}

/** The same of ours, mapped. */
export function answerOf(response: ApiResponse, normaliser: Normaliser): RecordedAnswer {
  const body = response.body as { kind?: string; reason?: string; message?: string; details?: { causes?: readonly RecordedCause[] } } | null
  const failed = response.status >= 400 && typeof body === 'object' && body !== null
  const text = (value: string) => normaliser.string(value)
  return {
    code: response.status,
    ...(failed && body.reason !== undefined ? { reason: body.reason } : {}),
    ...(failed && body.message !== undefined ? { message: text(body.message) } : {}),
    ...(failed && body.details?.causes !== undefined ? { causes: body.details.causes.map((cause) => ({ ...cause, ...(cause.message === undefined ? {} : { message: text(cause.message) }) })) } : {}),
    ...(response.warnings === undefined ? {} : { warnings: response.warnings.map(text) }),
  }
}

/** Verdict, code, causes and message (warnings belong to it) of a recorded answer against ours. */
export function compareAnswers(recorded: RecordedAnswer, ours: RecordedAnswer) {
  const clean = (causes: readonly RecordedCause[] | undefined) => causes?.map((cause) => ({ ...cause, ...(cause.message === undefined ? {} : { message: withoutDump(cause.message) }) })) ?? []
  const message = withoutDump(recorded.message ?? '') === withoutDump(ours.message ?? '') && (recorded.reason ?? '') === (ours.reason ?? '') && same(recorded.warnings ?? [], ours.warnings ?? [])
  return {
    verdict: recorded.code < 300 === ours.code < 300,
    code: recorded.code === ours.code,
    causes: same(clean(recorded.causes), clean(ours.causes)),
    message,
    difference: [
      ...(recorded.code === ours.code ? [] : [`code: ${String(recorded.code)} → ${String(ours.code)}`]),
      ...differences(recorded.reason, ours.reason, 'reason'),
      ...differences(withoutDump(recorded.message ?? ''), withoutDump(ours.message ?? ''), 'message'),
      ...differences(clean(recorded.causes), clean(ours.causes), 'causes'),
      ...differences(recorded.warnings ?? [], ours.warnings ?? [], 'warnings'),
    ],
  }
}
