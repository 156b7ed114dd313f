"""Free loopback ports, and who listens on them."""

import socket

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A loopback port that nobody holds at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether a server could listen on the loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections in TIME_WAIT do not hold a port
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def listens(pid: int, port: int) -> bool:
    """Whether process ``pid`` itself listens on the port; False as well when it has ended."""
    import psutil  # noqa: PLC0415 (the rest of this module works on a bare Python)

    try:
        connections = psutil.Process(pid).net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(held.status == psutil.CONN_LISTEN and held.laddr.port == port for held in connections)
