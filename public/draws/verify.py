"""Recomputes a draw: python3 verify.py LIST SEED > mine.csv, then compare mine.csv with the published results."""
import hashlib, hmac, sys
data, seed = open(sys.argv[1], "rb").read(), bytes.fromhex(sys.argv[2])
key = seed + hashlib.sha256(data).digest()
print("commitment", hashlib.sha256(seed).hexdigest(), "\nlist hash ", key[32:].hex(), file=sys.stderr)
rows = [line.split(",") for line in data.decode().splitlines()[1:]]
seats = {c: int(n) for kind, c, n, _ in rows if kind == "class"}
rules = {c: [r.split(":") for r in text.split(";") if r] for kind, c, _, text in rows if kind == "class"}
wishes = {code: text.split(";") for kind, code, text, _ in rows if kind == "entry"}
groups = {code: text.split(";") + ["anyone"] for kind, code, _, text in rows if kind == "entry"}
assert len(seats) + len(wishes) == len(rows), "a line is unknown or stands there twice"
def lot(code, c):  # w tickets for an entry of weight w in this class; the smallest counts
    weights = [int(n) for group, kind, n in rules[c] if kind == "weight" and group in groups[code]]
    names = [code] + [f"{code}#{n}" for n in range(2, max(weights, default=1) + 1)]
    return min(hmac.new(key, name.encode(), "sha256").hexdigest() for name in names), code
def choose(c, askers):  # reserved seats first, group by group; all other seats by rank among everybody left
    chosen = set()
    for group, kind, n in rules[c] + [["anyone", "seats", seats[c]]]:
        fits = [code for code in sorted(askers - chosen, key=rank[c].get) if group in groups[code]]
        chosen.update(fits[: min(int(n), seats[c] - len(chosen))] if kind == "seats" else [])
    return chosen
rank = {c: sorted((code for code in wishes if c in wishes[code]), key=lambda code: lot(code, c)) for c in seats}
rank = {c: {code: place for place, code in enumerate(rank[c], 1)} for c in seats}
seated, asking = {c: set() for c in seats}, list(wishes)
for code in asking:  # deferred acceptance: whoever is sent away is added to the list and asks for the next wish
    if wishes[code]:
        c = wishes[code].pop(0)
        askers, seated[c] = seated[c] | {code}, choose(c, seated[c] | {code})
        asking += askers - seated[c]
print("code,class,rank,seat", *(f"{e},{c},{rank[c][e]},{int(e in seated[c])}" for c in seats for e in rank[c]), sep="\n")
