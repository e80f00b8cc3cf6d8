"""Siam's SeededGenerator once more, from the papers: xoshiro256** seeded through SplitMix64."""
import numpy as np

MASK = (1 << 64) - 1
WEIGHTS, SAMPLING, AUGMENTATION, MINING = 1, 2, 3, 4


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def rotated(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class SeededGenerator:
    def __init__(self, seed, purpose, step=0):
        combined = next(split_mix(seed)) ^ ((purpose * 0x9E3779B97F4A7C15) & MASK)
        combined = next(split_mix(combined)) ^ ((step * 0xD1B54A32D192ED03) & MASK)
        mixer = split_mix(combined)
        self.s = [next(mixer) for _ in range(4)]

    def next(self):
        s = self.s
        result = (rotated(s[1] * 5 & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 45)
        return result

    def uniform(self):
        return np.float32(self.next() >> 40) * np.float32(2**-24)

    def symmetric(self, bound):
        return (self.uniform() * np.float32(2) - np.float32(1)) * np.float32(bound)

    def below(self, bound):
        return ((self.next() >> 32) * bound) >> 32

    def array(self, shape, bound):
        return np.array([self.symmetric(bound) for _ in range(int(np.prod(shape)))], np.float32).reshape(shape)
