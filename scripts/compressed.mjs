// Scripts, styles and the data of workers as brotli: compressed once after the build, served as they lie there.
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const types = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8' }

/** Writes `<file>.br` beside every script, style and data file of a build; returns how many. */
export function compressStatic(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && typeOf(entry.name) !== undefined)
  for (const { parentPath, name } of files) {
    const text = readFileSync(join(parentPath, name))
    // The best quality costs a second a megabyte, and little is gained by it on the editor's big files.
    writeFileSync(join(parentPath, `${name}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: text.length > 500_000 ? 9 : 11 } }))
  }
  return files.length
}

/** Answers a request for a script, style or data file with its compressed file, where the browser takes it and there is one. Returns whether it did. */
export function sendCompressed(folder, request, response) {
  const path = (request.url ?? '').split('?')[0]
  const type = typeOf(path)
  if (request.method !== 'GET' || type === undefined || !path.startsWith('/_next/static/') || !/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return false
  const file = normalize(join(folder, `${path.slice('/_next/static/'.length)}.br`))
  const stat = file.startsWith(folder + sep) ? statSync(file, { throwIfNoEntry: false }) : undefined
  if (stat === undefined || !stat.isFile()) return false
  response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'br', 'Content-Length': stat.size, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' })
  createReadStream(file).pipe(response)
  return true
}

function typeOf(name) {
  return types[/\.[^./]+$/.exec(name)?.[0] ?? '']
}
