"""Loopback counting sink: a minimal HTTP/1.1 server that stores bodies and answers fast.

It never decodes a body while running.  Every request is appended to a frame file
(see ``FRAME``) and looked at after the run by ``analyse.py``.

Control is by lines on stdin, one JSON line of reply on stdout for each:

    listen                start accepting (until then a connect is refused)
    mode ok               200 and a body every measured SDK accepts
    mode status C [RA]    status C, with ``Retry-After: RA`` if given
    mode slow S           as ok, but each reply is held for S seconds
    mode junk             bytes that are not HTTP, then close
    mode captive          200 with an HTML page (a proxy or captive portal)
    mode limit BYTES      413 for a body over BYTES, otherwise as ok
    stats                 counters so far
    quit                  flush the frame file and exit

The process also exits when stdin closes, so it never outlives its driver.
"""
import argparse
import asyncio
import json
import socket
import struct
import sys
import time
import zlib

# monotonic receive time, status answered, content-encoding code, body length
FRAME = struct.Struct("<dHBI")
ENCODINGS = {b"": 0, b"identity": 0, b"gzip": 1, b"deflate": 2, b"zstd": 3, b"br": 4}
TOUCHLINE = b"/v1/events"
OK_BODY = b'{"success":true,"status":1,"error":null,"code":200,"results":{},"server_upload_time":1}'


def response(status: int, body: bytes, ctype: bytes = b"application/json", extra: bytes = b"") -> bytes:
    return (
        b"HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s"
        % (status, ctype, len(body), extra, body)
    )


def lines(encoding: bytes, body: bytes) -> int:
    """How many events a Touchline request holds: its collector names the count in the answer."""
    return (zlib.decompress(body, 31) if encoding == b"gzip" else body).count(b"\n")


class State:
    def __init__(self, frames):
        self.frames = frames
        self.requests = 0
        self.bytes = 0
        self.accepted = 0
        self.last_accept = 0.0
        self.last_request = 0.0
        self.connections = 0
        self.set_mode(["ok"])

    def set_mode(self, words):
        kind = words[0]
        self.delay, self.junk, self.status, self.limit = 0.0, False, 200, None
        self.reply = response(200, OK_BODY)
        if kind == "status":
            self.status = int(words[1])
            extra = b"Retry-After: %s\r\n" % words[2].encode() if len(words) > 2 else b""
            self.reply = response(self.status, b'{"code":%d,"message":"bench","error":"bench","detail":"bench"}' % self.status, extra=extra)
        elif kind == "slow":
            self.delay = float(words[1])
        elif kind == "junk":
            self.junk, self.status = True, 0
        elif kind == "captive":
            self.status = 299  # recorded apart from true acceptances
            self.reply = response(200, b"<html><body>Sign in to the network</body></html>", b"text/html")
        elif kind == "limit":
            self.limit = int(words[1])
        elif kind != "ok":
            raise ValueError(kind)

    def take(self, path: bytes, encoding: bytes, body: bytes) -> bytes:
        """Record one request; return the reply to send."""
        now = time.monotonic()
        status, reply = self.status, self.reply
        if self.limit is not None and len(body) > self.limit:
            status, reply = 413, response(413, b'{"code":413,"error":"too large","message":"too large","detail":"too large"}')
        self.requests += 1
        self.bytes += len(body)
        self.last_request = now
        if status == 200:
            self.accepted += 1
            self.last_accept = now
        if status == 200 and path.startswith(TOUCHLINE):
            reply = response(202, b'{"accepted":%d,"results":[]}' % lines(encoding, body))
        self.frames.write(FRAME.pack(now, status, ENCODINGS.get(encoding, 255), len(body)))
        self.frames.write(body)
        return reply


class Peer(asyncio.Protocol):
    def __init__(self, state: State):
        self.state = state
        self.buf = bytearray()

    def connection_made(self, transport):
        self.transport = transport
        self.state.connections += 1
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data):
        self.buf += data
        while True:
            end = self.buf.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self.buf[:end])
            headers = {}
            for line in head.split(b"\r\n")[1:]:
                key, _, value = line.partition(b":")
                headers[key.strip().lower()] = value.strip()
            start = end + 4
            if headers.get(b"transfer-encoding", b"").lower() == b"chunked":
                parsed = self._chunked(start)
                if parsed is None:
                    return
                body, used = parsed
            else:
                used = start + int(headers.get(b"content-length", b"0"))
                if len(self.buf) < used:
                    if headers.get(b"expect", b"").lower() == b"100-continue":
                        self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                    return
                body = bytes(self.buf[start:used])
            del self.buf[:used]
            state = self.state
            reply = state.take(head.split(b" ", 2)[1], headers.get(b"content-encoding", b"").lower(), body)
            if state.junk:
                self.transport.write(b"\x00\xff\x13junk\r\n\r\n\x00")
                self.transport.close()
                return
            if state.delay:
                asyncio.get_running_loop().call_later(state.delay, self._send, reply)
            else:
                self.transport.write(reply)

    def _send(self, reply):
        if not self.transport.is_closing():
            self.transport.write(reply)

    def _chunked(self, pos):
        out = bytearray()
        while True:
            eol = self.buf.find(b"\r\n", pos)
            if eol < 0:
                return None
            size = int(bytes(self.buf[pos:eol]).split(b";")[0], 16)
            if len(self.buf) < eol + 4 + size:
                return None
            out += self.buf[eol + 2 : eol + 2 + size]
            pos = eol + 4 + size
            if size == 0:
                return bytes(out), pos


async def main():
    args = argparse.ArgumentParser()
    args.add_argument("--frames", required=True)
    opts = args.parse_args()
    loop = asyncio.get_running_loop()
    frames = open(opts.frames, "wb", buffering=1 << 20)
    state = State(frames)
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", 0))  # bound, not listening: a connect is refused
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    def say(**kw):
        print(json.dumps(kw), flush=True)

    say(port=sock.getsockname()[1])
    server = None
    while True:
        line = (await reader.readline()).decode().split()
        if not line or line[0] == "quit":
            break
        if line[0] == "listen" and server is None:
            server = await loop.create_server(lambda: Peer(state), sock=sock, backlog=512)
        elif line[0] == "mode":
            state.set_mode(line[1:])
        say(t=time.monotonic(), requests=state.requests, accepted=state.accepted, bytes=state.bytes,
            last_accept=state.last_accept, last_request=state.last_request, connections=state.connections)
    frames.flush()
    frames.close()
    say(closed=True)


if __name__ == "__main__":
    asyncio.run(main())
