"""What a list of numbers looks like. NaN where there is no answer."""

import math

NAN = math.nan


def share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else NAN


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else NAN


def variation(values: list[float]) -> float:
    if len(values) < 2:
        return NAN
    centre = sum(values) / len(values)
    if not centre > 0:
        return NAN
    return math.sqrt(sum((value - centre) ** 2 for value in values) / len(values)) / centre


def quantile(values: list[float], fraction: float) -> float:
    if not values:
        return NAN
    ordered = sorted(values)
    at = (len(ordered) - 1) * fraction
    low = math.floor(at)
    return ordered[low] + (ordered[math.ceil(at)] - ordered[low]) * (at - low)


def entropy(counts) -> float:
    total = sum(counts)
    if total == 0:
        return NAN
    return max(0.0, math.log2(total) - sum(count * math.log2(count) for count in counts if count) / total)


def dominance(counts: list[int]) -> float:
    return share(max(counts), sum(counts))


def log_variety(types: int, tokens: int) -> float:
    return math.log(types) / math.log(tokens) if tokens > 1 else NAN


def moving_variety(values: list[int], window: int) -> float:
    if len(values) < window:
        return NAN
    counts: dict[int, int] = {}
    total = 0
    for index, value in enumerate(values):
        counts[value] = counts.get(value, 0) + 1
        if index >= window:
            gone = values[index - window]
            if counts[gone] == 1:
                del counts[gone]
            else:
                counts[gone] -= 1
        if index >= window - 1:
            total += len(counts)
    return total / window / (len(values) - window + 1)
