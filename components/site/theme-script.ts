/** Where the learner's choice of theme is kept; absent while the system decides. */
export const themeKey = 'desired-state.theme'

/** Runs before the first paint, so that a page never flashes in the other theme. */
export const themeScript = `try{var t=localStorage.getItem(${JSON.stringify(themeKey)});if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`
