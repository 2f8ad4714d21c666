"""The packet reader: a small process with the one right that the kernel's management socket asks for.

Everything without a marker is dropped here, before it leaves the process; the agent, which has no rights, gets marked
packets and counts over a Unix socket.
"""
