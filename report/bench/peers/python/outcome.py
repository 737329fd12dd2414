"""What the programs in Python have in common; see package outcome of the Go programs."""

import json
import sys
import time


def main(models):
    name, size, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    run = models[name](size, seed)
    began, used = time.perf_counter(), time.process_time()
    result = run()
    result["cpu"] = time.process_time() - used
    result["wall"] = time.perf_counter() - began
    print(json.dumps(result))
