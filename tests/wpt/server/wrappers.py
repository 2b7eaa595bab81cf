"""The documents and workers that a script's name asks for: `.any.js`, `.window.js`, `.worker.js`."""

import re

META = re.compile(r"^//\s*META:\s*(\w+)=(.*?)\s*$")
GLOBALS = {"window", "dedicatedworker", "sharedworker", "serviceworker"}
#: What old and new checkouts call them.
SEVERAL = {"worker": {"dedicatedworker", "sharedworker", "serviceworker"}, "default": {"window", "dedicatedworker"}}

#: Endings of a URL, the ending of the script, and the kind of document.
KINDS = [
    (".any.worker.html", ".any.js", "dedicatedworker"),
    (".any.sharedworker.html", ".any.js", "sharedworker"),
    (".any.serviceworker.html", ".any.js", "serviceworker"),
    (".any.worker.js", ".any.js", "worker script"),
    (".any.html", ".any.js", "window"),
    (".window.html", ".window.js", "window"),
    (".worker.html", ".worker.js", "worker of its own"),
]

IN_A_DOCUMENT = """<!doctype html>
<meta charset=utf-8>
{title}{timeout}
<script src="/resources/testharness.js"></script>
<script src="/resources/testharnessreport.js"></script>
{content}
"""
IN_A_WINDOW = """<script>self.GLOBAL = {{ isWindow: () => true, isWorker: () => false, isShadowRealm: () => false }};</script>
{scripts}<div id=log></div>
<script src="{script}"></script>"""
WORKER = """{first}self.GLOBAL = {{ isWindow: () => false, isWorker: () => true, isShadowRealm: () => false }};
importScripts("/resources/testharness.js");
{scripts}importScripts("{script}");
done();
"""
STARTS = {
    "dedicatedworker": 'fetch_tests_from_worker(new Worker("{worker}" + location.search));',
    "sharedworker": 'fetch_tests_from_worker(new SharedWorker("{worker}" + location.search));',
    "serviceworker": """(async () => {{
  const scope = "does/not/exist";
  const old = await navigator.serviceWorker.getRegistration(scope);
  if (old) await old.unregister();
  const registration = await navigator.serviceWorker.register("{worker}" + location.search, {{ scope }});
  fetch_tests_from_worker(registration.installing);
}})();""",
}


def metadata(text):
    """The pairs of `// META:` lines, which stand at the beginning."""
    pairs = []
    for line in text.splitlines():
        found = META.match(line)
        if not found:
            break
        pairs.append((found.group(1), found.group(2)))
    return pairs


def scopes(pairs):
    """Where a `.any.js` runs."""
    asked = [value for name, value in pairs if name == "global"]
    names = asked[0].replace(" ", "").split(",") if asked else ["default"]
    wanted = set()
    for name in names:
        if name.startswith("!"):
            wanted = (wanted or SEVERAL["default"]) - SEVERAL.get(name[1:], {name[1:]})
        else:
            wanted |= SEVERAL.get(name, {name})
    return wanted & GLOBALS


def source_of(path):
    """The script that is behind a URL's path, and the kind of document; or nothing."""
    for ending, script, kind in KINDS:
        if path.endswith(ending):
            return path[: -len(ending)] + script, kind
    return None


def document(path, script, kind, text, first):
    """`first` is the script that has to be there before all others."""
    pairs = metadata(text)
    scripts = [value for name, value in pairs if name == "script"]
    if kind == "worker script":
        loads = "".join(f'importScripts("{each}");\n' for each in scripts)
        return WORKER.format(first=f'importScripts("{first}");\n', scripts=loads, script=script)
    if kind == "window":
        loads = "".join(f'<script src="{each}"></script>\n' for each in scripts)
        content = IN_A_WINDOW.format(scripts=loads, script=script)
    elif kind == "worker of its own":
        content = f'<div id=log></div>\n<script>fetch_tests_from_worker(new Worker("{script}" + location.search));</script>'
    else:
        worker = re.sub(r"\.any\.js$", ".any.worker.js", script)
        content = f"<div id=log></div>\n<script>{STARTS[kind].format(worker=worker)}</script>"
    title = "".join(f"<title>{value}</title>" for name, value in pairs if name == "title")
    timeout = "".join('<meta name="timeout" content="long">' for name, value in pairs if (name, value) == ("timeout", "long"))
    return IN_A_DOCUMENT.format(title=title, timeout=timeout, content=content)


def urls_of(path, text):
    """The URLs that a test's file is run by."""
    if path.endswith(".any.js"):
        endings = {"window": ".any.html", "dedicatedworker": ".any.worker.html", "sharedworker": ".any.sharedworker.html",
                   "serviceworker": ".any.serviceworker.html"}
        wanted = scopes(metadata(text))
        return [path[: -len(".any.js")] + ending for scope, ending in endings.items() if scope in wanted]
    for ending in (".window.js", ".worker.js"):
        if path.endswith(ending):
            return [path[: -len(".js")] + ".html"]
    is_document = re.search(r"\.(html?|xhtml|xht)$", path) and "/resources/testharness.js" in text.replace("'", '"')
    return [path] if is_document else []
