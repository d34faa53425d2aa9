// node compile.mjs FOLDER PLACE: compiles every module below FOLDER, which will stand at PLACE, and says how many.
import { loadPyodide } from "pyodide";

const [folder, place] = process.argv.slice(2);
const python = await loadPyodide();
python.mountNodeFS("/tree", folder);
python.globals.set("place", place);
console.log(
  python.runPython(`
import os, py_compile, sys
from importlib.util import cache_from_source

assert sys.version_info[:2] == (3, 13), sys.version
count = 0
for root, folders, files in os.walk("/tree"):
    folders.sort()
    for name in sorted(files):
        if name.endswith(".py"):
            path = os.path.join(root, name)
            shown = place + path.removeprefix("/tree")
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            py_compile.compile(path, cache_from_source(path), shown, doraise=True, invalidation_mode=mode)
            count += 1
count
`),
);
