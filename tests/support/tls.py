"""Certificates for one test, and a server of one's own that shows them."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trustme

from support.kafka import kafka_broker
from support.proxy import pump
from support.services import absent, free_port, own_server, program


@dataclass(frozen=True)
class Certificates:
    """Files of one authority: its own certificate, a server's for localhost, a client's; and of one nobody trusts."""

    folder: Path
    ca: Path
    chain: Path
    key: Path
    client_chain: Path
    client_key: Path
    stranger: Path


def certificates(folder: Path) -> Certificates:
    """Made anew, readable for servers that run under another user."""
    authority, other = trustme.CA(), trustme.CA()
    made = Certificates(folder, *(folder / f"{name}.pem" for name in ("ca", "chain", "key", "cchain", "ckey", "other")))
    authority.cert_pem.write_to_path(made.ca)
    other.cert_pem.write_to_path(made.stranger)
    server, client = authority.issue_cert("localhost", "127.0.0.1"), authority.issue_cert("touchline@example.com")
    server.private_key_pem.write_to_path(made.key)
    client.private_key_pem.write_to_path(made.client_key)
    for issued, chain in ((server, made.chain), (client, made.client_chain)):
        for number, pem in enumerate(issued.cert_chain_pems):
            pem.write_to_path(chain, append=number > 0)
    made.client_key.chmod(0o600)
    return made


@contextlib.contextmanager
def mosquitto(files: Certificates) -> Iterator[int]:
    """Clients must show a certificate."""
    binary = program("mosquitto")

    def command(port: int) -> list[str]:
        certs = f"cafile {files.ca}\ncertfile {files.chain}\nkeyfile {files.key}\nrequire_certificate true\n"
        user = "user root\n" if os.geteuid() == 0 else ""
        (files.folder / "m.conf").write_text(f"{user}listener {port} 127.0.0.1\nallow_anonymous true\n{certs}")
        return [binary, "-c", str(files.folder / "m.conf")]

    with own_server(command, files.folder) as port:
        yield port


@contextlib.contextmanager
def nats(files: Certificates) -> Iterator[int]:
    """With JetStream; clients must show a certificate."""
    binary = program("nats-server")
    certs = ["--tls", "--tlscert", files.chain, "--tlskey", files.key, "--tlsverify", "--tlscacert", files.ca]

    def command(port: int) -> list[str]:
        return [binary, "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(files.folder), *map(str, certs)]

    with own_server(command, files.folder) as port:
        yield port


@contextlib.contextmanager
def redis(files: Certificates) -> Iterator[int]:
    """Clients must show a certificate."""
    binary = program("redis-server")
    certs = ["--tls-cert-file", files.chain, "--tls-key-file", files.key, "--tls-ca-cert-file", files.ca]

    def command(port: int) -> list[str]:
        plain = ["--port", "0", "--tls-port", str(port), "--save", ""]
        return [binary, *plain, *map(str, certs), "--tls-auth-clients", "yes"]

    with own_server(command, files.folder) as port:
        yield port


@contextlib.contextmanager
def kafka(files: Certificates) -> Iterator[int]:
    """TLS ends in front of the broker, which tells clients to come back there; it asks for no certificate."""
    behind = free_port()
    with in_front_of(("127.0.0.1", behind), files) as port, kafka_broker(files.folder, port=behind, advertised=port):
        yield port


@contextlib.contextmanager
def mariadb(files: Certificates) -> Iterator[int]:
    """A database `test`; user `certified` needs a certificate and no password."""
    server, install = program("mariadbd"), program("mariadb-install-db")
    data = files.folder / "data"
    user = ["--user=root"] if os.geteuid() == 0 else []
    made = ["--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", *user]
    subprocess.run([install, *made], check=True, capture_output=True, timeout=60)
    (files.folder / "first.sql").write_text(
        "CREATE DATABASE IF NOT EXISTS test;\nDELETE FROM mysql.global_priv WHERE User = '';\nFLUSH PRIVILEGES;\n"
        "CREATE USER certified REQUIRE X509;\nGRANT ALL ON test.* TO certified;\n"
    )

    def command(port: int) -> list[str]:
        certs = [f"--ssl-cert={files.chain}", f"--ssl-key={files.key}", f"--ssl-ca={files.ca}"]
        at = [f"--port={port}", "--bind-address=127.0.0.1", f"--socket={data}/s", f"--pid-file={data}/pid"]
        first = f"--init-file={files.folder}/first.sql"
        return [server, "--no-defaults", f"--datadir={data}", *at, *certs, *user, first]

    with own_server(command, files.folder) as port:
        yield port


@contextlib.contextmanager
def postgres(files: Certificates, rule: str = "trust clientcert=verify-ca") -> Iterator[int]:
    """Clients must show a certificate, or what `rule` of pg_hba.conf says; `postgres` has the password `swordfish`.

    PostgreSQL refuses to be run by root, so the folder goes to its own user.
    """
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        absent("PostgreSQL's server programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="touchline-pg-"))
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    try:
        for file in (files.ca, files.chain, files.key):
            shutil.copy(file, folder)
        (folder / "password").write_text("swordfish")
        if become:
            shutil.chown(folder, "postgres")
            for file in folder.iterdir():
                shutil.chown(file, "postgres")
        (folder / "key.pem").chmod(0o600)
        made = [binaries[-1] / "initdb", "-D", folder / "data", "-U", "postgres", "--no-sync"]
        made.append(f"--pwfile={folder}/password")
        subprocess.run([*become, *map(str, made)], check=True, capture_output=True, timeout=60, cwd="/")
        (folder / "hba").write_text(f"hostssl all all 127.0.0.1/32 {rule}\n")
        (folder / "hba").chmod(0o644)
        settings = {
            "ssl": "on",
            "ssl_ca_file": folder / "ca.pem",
            "ssl_cert_file": folder / "chain.pem",
            "ssl_key_file": folder / "key.pem",
            "hba_file": folder / "hba",
            "unix_socket_directories": "",
            "listen_addresses": "127.0.0.1",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

        def command(port: int) -> list[str]:
            return [*become, str(binaries[-1] / "postgres"), "-D", str(folder / "data"), "-p", str(port), *options]

        with own_server(command, files.folder) as port:
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def in_front_of(target: tuple[str, int], files: Certificates) -> Iterator[int]:
    """TLS ends here and goes on in clear to a server that others use too."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=files.ca)
    context.load_cert_chain(files.chain, files.key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve(plain: socket.socket) -> None:
            with contextlib.suppress(OSError):
                client = context.wrap_socket(plain, server_side=True)
                server = socket.create_connection(target)
                threading.Thread(target=pump, args=(server, client), daemon=True).start()
                pump(client, server)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
