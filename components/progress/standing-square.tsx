import type { Standing } from '@/lib/progress/fold'
import './standing-square.css'

/** One square an exercise, as on the class board: solid = passed, hatched = with hints, blue frame = at it, crossed = solution shown. */
export function StandingSquare({ standing }: { readonly standing: Standing }) {
  return <i className="square" data-standing={standing} />
}
