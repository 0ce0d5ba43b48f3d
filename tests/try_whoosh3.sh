#!/usr/bin/env bash
# The search tests on whoosh3, the drop-in for Whoosh-Reloaded: both import as `whoosh`, so it
# stands in an environment of its own, before the packages of the ordinary one.
set -euo pipefail
base=$1 ours=$2 place=build/trial

"$base" -m venv --clear "$place"
"$place/bin/python" -m pip install --quiet whoosh3==3.54.0
packages() { "$1" -c 'import site; print(site.getsitepackages()[0])'; }
echo "import site; site.addsitedir('$(packages "$ours")')" > "$(packages "$place/bin/python")/ours.pth"
"$place/bin/python" -c 'import whoosh; print("whoosh", whoosh.versionstring())'
exec "$place/bin/python" -m pytest -p no:cacheprovider -q tests/search_index -k "not tantivy"
