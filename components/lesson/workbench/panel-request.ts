/** Parts of the lesson's screen that something elsewhere may want to bring forward. */
export type Panel = 'read' | 'edit' | 'cluster' | 'grade' | 'terminal' | 'events'

const listeners = new Set<(panel: Panel) => void>()

/** Brings a panel to the front, wherever it stands on this screen. */
export function showPanel(panel: Panel): void {
  for (const listener of listeners) listener(panel)
}

export function onPanelRequest(listener: (panel: Panel) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
