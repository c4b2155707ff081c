import { nameAndAge } from './default'
import type { Printer } from './printer'

/** Printers by `<group>/<resource>`. */
export const printers: Readonly<Record<string, Printer | undefined>> = {
  '/serviceaccounts': nameAndAge,
}
