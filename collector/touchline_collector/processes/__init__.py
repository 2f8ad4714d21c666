"""Intake in processes of its own, so that receiving and validating do not share an interpreter lock with the log.

    clients -> intake processes (HTTP, keys, decoding, verdicts) -> main process (dedup, log, sinks, everything else)

An intake process answers 2xx only what the main process says is on disk.
"""
