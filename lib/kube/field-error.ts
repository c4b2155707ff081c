/** Why a field is refused; the names are the reasons of a Status' causes (apimachinery pkg/util/validation/field). */
export type FieldErrorReason =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError'

/**
 * One refused field. `field` is the API server's path (`spec.ports[0].targetPort`), `message` the cause's message without the
 * field (`Invalid value: "web": must …`). The list's order is the server's.
 */
export interface FieldError {
  readonly reason: FieldErrorReason
  readonly field: string
  readonly message: string
}
