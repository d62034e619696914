#!/bin/sh
# Times the reading of one generated bank of 5,000 items by this package and by the npm package gift-pegjs, in one run, and
# prints the ratio. Needs go, node and npm, and the npm registry for the first step; everything goes to a temporary folder.
set -eu
cd "$(dirname "$0")/.."
for tool in go node npm; do
	command -v "$tool" >/dev/null || { echo "compare.sh needs $tool" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp bench/compare.mjs "$work"
(cd "$work" && npm install --silent --no-audit --no-fund gift-pegjs@1.0.2 >/dev/null) || { echo "gift-pegjs could not be installed" >&2; exit 2; }
go test . -run BenchBank -count 1 -args -write-bank "$work/bank.gift" >/dev/null
ours=$(go test . -run '^$' -bench '^BenchmarkParse$' -count 5 | awk '/^BenchmarkParse/ { ms = $3 / 1e6; if (!best || ms < best) best = ms } END { print best }')
theirs=$(node "$work/compare.mjs" "$work/bank.gift")
echo "$ours $theirs" | awk '{ printf "this package %.1f ms, gift-pegjs %.1f ms: %.0f times as fast (best of 5 each)\n", $1, $2, $2 / $1 }'
