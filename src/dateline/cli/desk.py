"""The command that opens the desk."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import InputError

desk_commands = typer.Typer()


@desk_commands.command()
def serve(
    db: Annotated[Path, typer.Option(metavar="FILE", help="The store's file.")],
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8300,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine's open the desk to them.")
    ] = "127.0.0.1",
) -> None:
    """Open a store's desk: pages and an API.

    Only this machine is served unless --host says otherwise. Reading needs nothing; review marks need
    the token that is printed at start.
    """
    try:
        import uvicorn

        from dateline.web import make_app
    except ImportError as error:
        raise InputError(
            f"the desk needs the extra: pip install 'dateline[serve]' ({error.name} is missing)"
        ) from error
    from dateline.store import Store

    Store(db).close()
    check_port(host, port)
    token = secrets.token_urlsafe(16)
    shown = f"[{host}]" if ":" in host else host
    print(f"desk of {db}: http://{shown}:{port}/\nreview marks need this token: {token}\nCtrl-C ends it", flush=True)
    server = uvicorn.Config(make_app(db, token=token, host=host), host=host, port=port, log_level="warning",
                            server_header=False)  # fmt: skip
    uvicorn.Server(server).run()


def check_port(host: str, port: int) -> None:
    """Raises InputError when the address cannot be listened on."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        raise InputError(f"cannot listen on {host} port {port}: {error.strerror}; choose another --port") from error
