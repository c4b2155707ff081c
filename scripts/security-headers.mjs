/** Headers of every response: only our own scripts run, and of inline ones only those that the build has seen on that page. */
export function securityHeaders(hashesByPage) {
  const others = Object.entries(hashesByPage).filter(([page]) => /(_not-found|404|500|_global-error)$/.test(page)).flatMap(([, hashes]) => hashes)
  return (url) => {
    const path = decodePath(url)
    const hashes = hashesByPage[path] ?? [...new Set(others)]
    return {
      'Content-Security-Policy': [
        "default-src 'self'",
        `script-src ${["'self'", ...hashes].join(' ')}`,
        // Monaco writes its themes into style elements, React into style attributes.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
    }
  }
}

function decodePath(url) {
  const path = url.split('?')[0].replace(/(.)\/$/, '$1')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
