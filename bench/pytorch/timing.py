"""What the three PyTorch twins share: options, and the same way of timing as bench/time-steps.ts.

Each twin prints one JSON line. Debian: apt-get install --no-install-recommends python3-torch libopenblas0-pthread.
"""
import argparse
import json
import statistics
import time

import torch

WARMUP_STEPS = 5
# One repeat lasts about so long, since a clock that stops single steps sees the noise of the machine.
REPEAT_SECONDS = 0.5


def read_options(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    return options


def seconds_of(step, count):
    """Wall-clock seconds, and those that processors spent on all threads."""
    started, spent = time.perf_counter(), time.process_time()
    for _ in range(count):
        step()
    return time.perf_counter() - started, time.process_time() - spent


def report(options, step, batch_size):
    """Times `step` and prints the line: the median over repeats of the mean milliseconds per step."""
    seconds_of(step, WARMUP_STEPS)
    steps = max(1, round(REPEAT_SECONDS / seconds_of(step, 1)[0]))
    repeats = [seconds_of(step, steps) for _ in range(options.repeats)]
    ms, processor_ms = (1e3 * statistics.median(times) / steps for times in zip(*repeats))
    print(
        json.dumps(
            {
                "msPerStep": ms,
                "minMsPerStep": 1e3 * min(wall for wall, _ in repeats) / steps,
                "processorMsPerStep": processor_ms,
                "imagesPerSecond": 1e3 * batch_size / ms,
                "threads": torch.get_num_threads(),
                "torch": torch.__version__,
            }
        )
    )
