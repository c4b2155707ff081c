/** The project's folder: a bundled program does not lie where its source does. */
export const root: string = process.env['PROJECT_ROOT'] ?? process.cwd()
