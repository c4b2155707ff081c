import { shortName } from '../../images/catalogue'
import { accountsOf, groupName } from './accounts'
import { file, folder, link, withNode, partsOf, type FileNode, type Folder } from './tree'

const applets = 'ash cat chgrp chmod chown cp cut date echo env false find grep head hostname id kill ln ls mkdir mv nslookup ping printenv printf ps pwd rm rmdir sed seq sh sleep sort stat tail tee test touch tr true uname uniq wc wget which whoami'.split(' ')

/** The page that nginx serves before anyone changed it. */
export const nginxPage = '<h1>Welcome to nginx!</h1>\n'
const httpdPage = '<html><body><h1>It works!</h1></body></html>\n'

const nginxConf = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }
}
`

type Content = Readonly<Record<string, FileNode>>

const nginxFiles = (port: number, owner: number): Content => ({
  '/usr/sbin/nginx': file('', 0o755),
  '/usr/share/nginx/html/index.html': file(nginxPage),
  '/usr/share/nginx/html/50x.html': file('<h1>An error occurred.</h1>\n'),
  '/etc/nginx/nginx.conf': file('http {\n    include /etc/nginx/conf.d/*.conf;\n}\n'),
  '/etc/nginx/conf.d/default.conf': file(nginxConf.replace('80', String(port)), 0o644, owner, owner),
  '/var/cache/nginx': folder({}, 0o755, owner, owner),
  '/var/log/nginx': folder({}, 0o755),
})

const contents: readonly { readonly image: RegExp; readonly files: Content }[] = [
  { image: /^nginx:/, files: nginxFiles(80, 0) },
  { image: /^nginxinc\//, files: nginxFiles(8080, 101) },
  { image: /^httpd:/, files: { '/usr/local/apache2/htdocs/index.html': file(httpdPage), '/usr/local/apache2/logs': folder({}), '/usr/local/apache2/bin/httpd': file('', 0o755) } },
  { image: /^postgres:/, files: { '/var/lib/postgresql/data': folder({}, 0o1777, 999, 999), '/var/run/postgresql': folder({}, 0o3777, 999, 999) } },
  { image: /^redis:/, files: { '/data': folder({}, 0o755, 999, 999) } },
  { image: /^curlimages\//, files: { '/usr/bin/curl': file('', 0o755), '/home/curl_user': folder({}, 0o755, 100, 101) } },
  { image: /^example\.com\//, files: { '/app': folder({}, 0o755) } },
  // The attacker's way up in module 5: a program of root with the set-user-id bit, which starts what it is given.
  { image: /^example\.com\/legacy:/, files: { '/usr/local/bin/helper': file('', 0o4755) } },
]

const trees = new Map<string, Folder>()

/** The files of an image before its container has written any. */
export function imageTree(reference: string): Folder {
  const name = shortName(reference)
  const known = trees.get(name)
  if (known !== undefined) return known
  let tree = baseTree(name)
  for (const { image, files } of contents) {
    if (!image.test(name)) continue
    for (const [path, node] of Object.entries(files)) tree = withNode(tree, partsOf(path.replace(/^\/var\/run\//, '/run/')), node)
  }
  trees.set(name, tree)
  return tree
}

function baseTree(image: string): Folder {
  const accounts = accountsOf(image)
  const passwd = accounts.map((account) => `${account.name}:x:${String(account.id)}:${String(account.gid)}:${account.name}:${account.home}:/bin/sh\n`).join('')
  const groups = accounts.map((account) => `${groupName(image, account.gid) ?? account.name}:x:${String(account.gid)}:\n`).join('')
  return folder({
    bin: folder(Object.fromEntries(applets.map((name) => [name, file('', 0o755)]))),
    dev: folder({ null: file('', 0o666), zero: file('', 0o666), stdout: file('', 0o666), stderr: file('', 0o666) }),
    etc: folder({ passwd: file(passwd), group: file(groups), hostname: file(''), hosts: file(''), 'resolv.conf': file('') }),
    home: folder(),
    mnt: folder(),
    opt: folder(),
    proc: folder({ '1': folder({}), self: folder({}) }, 0o555),
    root: folder({}, 0o700),
    run: folder(),
    sbin: folder(),
    srv: folder(),
    sys: folder({}, 0o555),
    tmp: folder({}, 0o1777),
    usr: folder({ bin: folder(), sbin: folder(), local: folder({ bin: folder() }), share: folder() }),
    var: folder({ cache: folder(), lib: folder(), log: folder(), run: link('/run'), tmp: folder({}, 0o1777) }),
  })
}
