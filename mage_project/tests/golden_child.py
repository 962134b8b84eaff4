"""Plays the program's side of a golden conversation. Exits with code 70 when the parent does not keep to its own side."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    conversation = json.load(file)
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")

for step in conversation["steps"]:
    if step["from"] == "child":
        print(json.dumps(step["message"], ensure_ascii=False), flush=True)
        continue
    heard = json.loads(sys.stdin.readline())
    if heard != step["message"]:
        print(f"expected {step['message']}, heard {heard}", file=sys.stderr)
        sys.exit(70)
