import type { ComponentType } from 'react'

/** The interactive figures of the lessons, by `<module>/<lesson>/<name>`; each is loaded when a page shows it. */
export const figures: Readonly<Record<string, () => Promise<{ readonly Figure: ComponentType }>>> = {}
